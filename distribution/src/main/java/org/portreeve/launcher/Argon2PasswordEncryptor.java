package org.portreeve.launcher;

import org.apache.ftpserver.usermanager.PasswordEncryptor;

/**
 * Hashes new passwords with Argon2id and recognises by its form what an older FtpServer has stored. What looks like a
 * hash is never compared as clear text, so that a stolen hash is not a password. Safe for threads; never throws.
 */
public final class Argon2PasswordEncryptor implements PasswordEncryptor {

    @Override
    public String encrypt(String password) {
        return Argon2id.hash(password);
    }

    @Override
    public boolean matches(String passwordToCheck, String storedPassword) {
        return StoredPassword.formOf(storedPassword).matches(passwordToCheck, storedPassword);
    }
}
