package org.portreeve.launcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.ftpserver.usermanager.Md5PasswordEncryptor;
import org.apache.ftpserver.usermanager.PasswordEncryptor;
import org.apache.ftpserver.usermanager.SaltedPasswordEncryptor;
import org.apache.ftpserver.usermanager.Sha1PasswordEncryptor;
import org.apache.ftpserver.usermanager.Sha256PasswordEncryptor;
import org.apache.ftpserver.usermanager.Sha512PasswordEncryptor;

/** The forms in which a password may stand in the users file, told apart by their look. First match wins. */
enum StoredPassword {
    EMPTY("") {
        @Override
        boolean matches(String password, String stored) {
            return false;
        }
    },
    ARGON2ID("\\$argon2id\\$.*") {
        @Override
        boolean matches(String password, String stored) {
            Argon2id hash = Argon2id.parse(stored);
            return hash != null && hash.matches(password);
        }
    },
    /** A hash in PHC or crypt form that is not understood here. */
    FOREIGN("\\$[A-Za-z0-9-]+\\$.*") {
        @Override
        boolean matches(String password, String stored) {
            return false;
        }
    },
    SALTED("[^:]+:[0-9A-Fa-f]{32}") {
        @Override
        boolean matches(String password, String stored) {
            return stock(new SaltedPasswordEncryptor(), password, stored);
        }
    },
    MD5("[0-9A-Fa-f]{32}") {
        @Override
        boolean matches(String password, String stored) {
            return stock(new Md5PasswordEncryptor(), password, stored);
        }
    },
    SHA1("[0-9A-Fa-f]{40}") {
        @Override
        boolean matches(String password, String stored) {
            return stock(new Sha1PasswordEncryptor(), password, stored);
        }
    },
    SHA256("[0-9A-Fa-f]{64}") {
        @Override
        boolean matches(String password, String stored) {
            return stock(new Sha256PasswordEncryptor(), password, stored);
        }
    },
    SHA512("[0-9A-Fa-f]{128}") {
        @Override
        boolean matches(String password, String stored) {
            return stock(new Sha512PasswordEncryptor(), password, stored);
        }
    },
    CLEAR(".*") {
        @Override
        boolean matches(String password, String stored) {
            return constantTime(password, stored);
        }
    };

    private final Pattern form;

    StoredPassword(String form) {
        this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    abstract boolean matches(String password, String stored);

    static StoredPassword formOf(String stored) {
        for (StoredPassword candidate : values()) {
            if (candidate.form.matcher(stored).matches()) {
                return candidate;
            }
        }
        return EMPTY;
    }

    private static boolean stock(PasswordEncryptor encryptor, String password, String stored) {
        return encryptor.matches(password, stored.toLowerCase(Locale.ROOT));
    }

    private static boolean constantTime(String password, String stored) {
        return MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.UTF_8));
    }
}
