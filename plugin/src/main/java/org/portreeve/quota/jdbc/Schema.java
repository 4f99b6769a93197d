package org.portreeve.quota.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.portreeve.quota.LedgerException;

/** The tables and their versions. A ledger of an older version is brought forward; one of a newer is left alone. */
final class Schema {

    /** What each version adds to the one before. What is here was delivered, and is never changed. */
    static final Schema CURRENT = new Schema(List.of(List.of(
            "CREATE TABLE IF NOT EXISTS quota_servers (id VARCHAR(64) PRIMARY KEY, name VARCHAR(255) NOT NULL,"
                    + " seen BIGINT NOT NULL, generation BIGINT NOT NULL, applied BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS quota_books (id VARCHAR(64) PRIMARY KEY, lim VARCHAR(255) NOT NULL,"
                    + " scope VARCHAR(255) NOT NULL, owner VARCHAR(1024) NOT NULL, state BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS quota_slots (book VARCHAR(64) NOT NULL, slot BIGINT NOT NULL,"
                    + " used BIGINT NOT NULL, changes BIGINT NOT NULL, PRIMARY KEY (book, slot))",
            "CREATE TABLE IF NOT EXISTS quota_leases (book VARCHAR(64) NOT NULL, server VARCHAR(64) NOT NULL,"
                    + " amount BIGINT NOT NULL, promised BIGINT NOT NULL, answered BIGINT NOT NULL,"
                    + " PRIMARY KEY (book, server))",
            "CREATE INDEX IF NOT EXISTS quota_leases_by_server ON quota_leases (server)",
            "CREATE TABLE IF NOT EXISTS quota_locks (book VARCHAR(64) PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS quota_recalls (book VARCHAR(64) PRIMARY KEY, number BIGINT NOT NULL)")));

    private static final String META =
            "CREATE TABLE IF NOT EXISTS quota_meta (name VARCHAR(64) PRIMARY KEY," + " value VARCHAR(1024) NOT NULL)";

    private final List<List<String>> steps;

    Schema(List<List<String>> steps) {
        this.steps = List.copyOf(steps);
    }

    int version() {
        return steps.size();
    }

    /** Makes or brings forward the tables, in one transaction. */
    void prepare(Database database) throws LedgerException {
        int found = database.write(db -> {
            db.execute(META);
            db.update("INSERT INTO quota_meta (name, value) VALUES ('schema', '0') ON CONFLICT (name) DO NOTHING");
            int version = version(db, database.forUpdate()).orElse(0);
            for (int next = version; next < steps.size(); next++) {
                for (String statement : steps.get(next)) {
                    db.execute(statement);
                }
            }
            if (version < steps.size()) {
                db.update("UPDATE quota_meta SET value = ? WHERE name = 'schema'", Integer.toString(steps.size()));
            }
            return version;
        });
        refuseNewer(database, found);
    }

    /** For who only looks: makes nothing. */
    void check(Database database) throws LedgerException {
        int found = database.read(db -> version(db, "").orElse(0));
        refuseNewer(database, found);
        if (found < steps.size()) {
            throw new LedgerException(database.name() + " has version " + found + " of the books, this is version "
                    + steps.size() + ": start the server once, it brings them forward");
        }
    }

    private void refuseNewer(Database database, int found) throws LedgerException {
        if (found > steps.size()) {
            throw new LedgerException(database.name() + " was written by a newer Portreeve (version " + found
                    + " of the books, this one knows up to " + steps.size()
                    + "): nothing was changed; use the newer Portreeve or another ledger");
        }
    }

    private static Optional<Integer> version(Statements db, String lock) throws SQLException {
        return db.first(
                "SELECT value FROM quota_meta WHERE name = 'schema'" + lock, row -> Integer.parseInt(row.getString(1)));
    }
}
