package org.portreeve.launcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * An Argon2id hash (RFC 9106) as the PHC string {@code $argon2id$v=19$m=KIB,t=PASSES,p=LANES$SALT$HASH}. Only so many
 * are computed at a time as there are processors, because each holds its own memory. Safe for threads.
 */
final class Argon2id {

    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final int MAX_KIBIBYTES = 128 * 1024;
    private static final int MAX_PASSES = 16;
    private static final int MAX_LANES = 8;
    private static final int MIN_SALT = 8;
    private static final int MIN_HASH = 16;
    private static final int MAX_BYTES = 64;

    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/]{1,88})\\$([A-Za-z0-9+/]{1,88})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore AT_A_TIME =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    private final int kibibytes;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2id(int kibibytes, int passes, int lanes, byte[] salt, byte[] hash) {
        check("memory", kibibytes, 8 * lanes, MAX_KIBIBYTES);
        check("passes", passes, 1, MAX_PASSES);
        check("lanes", lanes, 1, MAX_LANES);
        check("salt", salt.length, MIN_SALT, MAX_BYTES);
        check("hash", hash.length, MIN_HASH, MAX_BYTES);
        this.kibibytes = kibibytes;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    /** A hash of nothing in particular: no password matches, and trying one costs what any other costs. */
    static String decoy() {
        return new Argon2id(KIBIBYTES, PASSES, LANES, random(SALT_BYTES), random(HASH_BYTES)).toString();
    }

    /** A new hash under a fresh salt. */
    static String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        byte[] hash = compute(password, KIBIBYTES, PASSES, LANES, salt, HASH_BYTES);
        return new Argon2id(KIBIBYTES, PASSES, LANES, salt, hash).toString();
    }

    /** Null if the text is not such a hash, or one whose cost could be used to stop the server. */
    static @Nullable Argon2id parse(String text) {
        Matcher matcher = PHC.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return new Argon2id(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)),
                    Base64.getDecoder().decode(matcher.group(4)),
                    Base64.getDecoder().decode(matcher.group(5)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(hash, compute(password, kibibytes, passes, lanes, salt, hash.length));
    }

    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(kibibytes, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    private static byte[] compute(String password, int kibibytes, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        byte[] hash = new byte[length];
        AT_A_TIME.acquireUninterruptibly();
        try {
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(kibibytes)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            AT_A_TIME.release();
        }
        return hash;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " out of bounds: " + value);
        }
    }
}
