package org.portreeve.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes what a new home lacks: certificate, first user, the users' directory. What is there is left alone, and what the
 * configuration does not name is not made.
 *
 * @param password the first user's, only when it was made just now; in no file, so it can be shown once
 */
record FirstStart(Optional<String> password) {

    static final String ADMIN = "admin";

    /** Written in the shipped configuration too; what protects the key is that only its owner can read the file. */
    static final String KEY_STORE_PASSWORD = "portreeve";

    static FirstStart prepare(Home home) throws LaunchException {
        return prepare(home, Clock.systemUTC());
    }

    static FirstStart prepare(Home home, Clock clock) throws LaunchException {
        try {
            String config = Files.readString(home.config());
            OwnerOnly.directory(home.data());
            if (names(config, home.keyStore()) && Files.notExists(home.keyStore())) {
                makeCertificate(home, clock);
            }
            return names(config, home.users()) && Files.notExists(home.users())
                    ? new FirstStart(Optional.of(makeFirstUser(home)))
                    : new FirstStart(Optional.empty());
        } catch (IOException | GeneralSecurityException e) {
            throw new LaunchException("the first start cannot prepare `" + home.directory() + "`: " + e, e);
        }
    }

    private static boolean names(String config, Path file) {
        return config.contains(file.getFileName().toString());
    }

    private static void makeCertificate(Home home, Clock clock) throws IOException, GeneralSecurityException {
        SelfSigned made = SelfSigned.create(HostNames.ofThisMachine(), clock.instant());
        OwnerOnly.file(home.keyStore(), made.toKeyStore(KEY_STORE_PASSWORD));
        Files.deleteIfExists(home.certificate()); // belongs to a key store that is gone
        Files.writeString(home.certificate(), made.toPem(), StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
    }

    private static String makeFirstUser(Home home) throws IOException {
        OwnerOnly.directory(home.userFiles());
        String password = RandomPassword.create();
        OwnerOnly.file(home.users(), UsersFile.withOneUser(ADMIN, Argon2id.hash(password), "./data/home"));
        return password;
    }
}
