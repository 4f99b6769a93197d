package org.portreeve.ftp.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Limit;

/** What owners are called in the ledger. Account codes are secrets, so only their digest is there. */
final class OwnerNames {

    private static final String DIGEST = "HmacSHA256";
    private static final int SALT = 16;
    private static final int SHOWN = 12;

    private final byte[] salt;

    OwnerNames() {
        this(random());
    }

    private static byte[] random() {
        byte[] bytes = new byte[SALT];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** @param salt of the digests; as long as it is the same, so are they */
    OwnerNames(byte[] salt) {
        this.salt = salt.clone();
    }

    /** @param session null for a view that serves none */
    String of(Limit.Owner owner, @Nullable SessionState session) {
        return switch (owner.per()) {
            case SESSION -> "session " + (session == null ? "none" : session.id());
            case ACCOUNT -> "account " + (owner.name().isEmpty() ? "none" : digest(owner.name()));
            case USER, GROUP, ADDRESS, NETWORK, EVERYONE -> owner.toString();
        };
    }

    private String digest(String code) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(salt, DIGEST));
            return HexFormat.of().formatHex(mac.doFinal(code.getBytes(StandardCharsets.UTF_8)), 0, SHOWN);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + DIGEST, e);
        }
    }
}
