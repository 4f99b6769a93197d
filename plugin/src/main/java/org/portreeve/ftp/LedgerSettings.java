package org.portreeve.ftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.MemoryLedger;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.jdbc.Ledgers;
import org.portreeve.quota.jdbc.PostgresSettings;
import org.portreeve.status.StateFiles;

/**
 * Where quotas are counted. The password is never part of a message.
 *
 * @param place a file, {@code memory}, or the address of a PostgreSQL
 * @param user of the PostgreSQL; may be empty
 * @param password of that user; may be empty
 * @param passwordFile where the password stands instead
 */
record LedgerSettings(
        String place,
        String user,
        String password,
        @Nullable Path passwordFile) {

    static final LedgerSettings DEFAULT = new LedgerSettings("data/portreeve.db", "", "", null);

    private static final String MEMORY = "memory";
    private static final String POSTGRES = "jdbc:postgresql:";

    LedgerSettings at(String other) {
        return new LedgerSettings(other.isEmpty() ? DEFAULT.place : other, user, password, passwordFile);
    }

    LedgerSettings of(String other) {
        return new LedgerSettings(place, other, password, passwordFile);
    }

    LedgerSettings with(String other) {
        return new LedgerSettings(place, user, other, passwordFile);
    }

    LedgerSettings withPasswordIn(@Nullable Path file) {
        return new LedgerSettings(place, user, password, file);
    }

    /** What it is and where. */
    String name() {
        if (place.equals(MEMORY)) {
            return "in memory";
        }
        return isShared() ? "PostgreSQL " + PostgresSettings.place(place) : "file " + place;
    }

    /** Whether other servers may keep the same books. */
    boolean isShared() {
        return place.startsWith(POSTGRES);
    }

    /** @param state where this server keeps who it is */
    QuotaLedger open(Path state) throws LedgerException {
        if (place.equals(MEMORY)) {
            return new MemoryLedger();
        }
        if (isShared()) {
            try {
                StateFiles.create(state);
            } catch (IOException e) {
                throw new LedgerException("cannot keep in " + state + " who this server is: " + e, e);
            }
            return Ledgers.shared(new PostgresSettings(place, user, secret()), state);
        }
        if (place.startsWith("jdbc:")) {
            throw new LedgerException("ledger is no file, not memory and no address of a PostgreSQL"
                    + " (jdbc:postgresql://HOST/DATABASE)");
        }
        return Ledgers.file(Path.of(place));
    }

    private String secret() throws LedgerException {
        Path file = passwordFile;
        if (file == null) {
            return password;
        }
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger's password in " + file + ": " + e, e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
