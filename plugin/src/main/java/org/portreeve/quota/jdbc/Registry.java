package org.portreeve.quota.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.portreeve.quota.LedgerException;

/**
 * The servers that keep these books. Each registration has a generation: who declares a server dead moves it on, and the
 * server, should it live, sees that what it held is gone.
 */
final class Registry {

    private final Database database;
    private final String server;
    private final String name;
    private long generation;

    Registry(Database database, String server, String name) {
        this.database = database;
        this.server = server;
        this.name = name;
    }

    String server() {
        return server;
    }

    /**
     * Takes this server's place, settles what an earlier process of it held, and writes what it left in its journal.
     *
     * @return the number up to which the journal is in the database
     */
    long register(List<FlowJournal.Entry> left) throws LedgerException {
        return database.write(db -> {
            db.update(
                    "INSERT INTO quota_servers (id, name, seen, generation, applied) VALUES (?, ?, 0, 0, 0)"
                            + " ON CONFLICT (id) DO NOTHING",
                    server,
                    name);
            db.update(
                    "UPDATE quota_servers SET generation = generation + 1, name = ?, seen = " + database.now()
                            + " WHERE id = ?",
                    name,
                    server);
            generation = number(db, "generation");
            settle(db, server);
            long applied = number(db, "applied");
            for (FlowJournal.Entry entry : left) {
                if (entry.number() > applied) {
                    String key = Keys.of(entry.book());
                    Tables.makeBook(db, key, entry.book());
                    Tables.add(db, key, entry.slot(), entry.change());
                    applied = entry.number();
                }
            }
            db.update("UPDATE quota_servers SET applied = ? WHERE id = ?", applied, server);
            return applied;
        });
    }

    private long number(Statements db, String column) throws SQLException {
        return db.first("SELECT " + column + " FROM quota_servers WHERE id = ?", row -> row.getLong(1), server)
                .orElse(0L);
    }

    /** Up to where what this server sent has arrived. */
    long applied() throws LedgerException {
        return database.read(db -> number(db, "applied"));
    }

    /** Notes a batch, and that the server lives; false if it was declared dead, and nothing is to be written. */
    boolean note(Statements db, long number) throws SQLException {
        return db.update(
                        "UPDATE quota_servers SET applied = ?, seen = " + database.now()
                                + " WHERE id = ? AND generation = ?",
                        number,
                        server,
                        generation)
                == 1;
    }

    /** Notes that the server lives; false if it was declared dead. */
    boolean beat() throws LedgerException {
        return database.write(db -> db.update(
                        "UPDATE quota_servers SET seen = " + database.now() + " WHERE id = ? AND generation = ?",
                        server,
                        generation)
                == 1);
    }

    /** Declares servers dead that were not seen for so long, and settles what they held. */
    void bury(long silentMillis) throws LedgerException {
        List<Seen> silent = database.read(db -> db.list(
                "SELECT id, generation FROM quota_servers WHERE id <> ? AND seen < " + database.now() + " - ?"
                        + " AND EXISTS (SELECT 1 FROM quota_leases WHERE server = quota_servers.id)",
                row -> new Seen(row.getString(1), row.getLong(2)),
                server,
                silentMillis));
        for (Seen other : silent) {
            database.write(db -> {
                int mine = db.update(
                        "UPDATE quota_servers SET generation = generation + 1 WHERE id = ? AND generation = ? AND seen < "
                                + database.now() + " - ?",
                        other.id(),
                        other.generation(),
                        silentMillis);
                if (mine == 1) {
                    settle(db, other.id());
                }
                return mine;
            });
        }
    }

    private record Seen(String id, long generation) {}

    /**
     * What a dead server stored and had no time to write is on disk: the books it had open are to be counted, and until
     * then all that it might have stored counts as stored. What it moved is in its journal.
     */
    private static void settle(Statements db, String dead) throws SQLException {
        db.update(
                "UPDATE quota_slots SET changes = changes + 1, used = used + COALESCE((SELECT l.amount FROM quota_leases l"
                        + " WHERE l.book = quota_slots.book AND l.server = ? AND l.amount > 0), 0)"
                        + " WHERE slot = 0 AND book IN (SELECT l.book FROM quota_leases l"
                        + " JOIN quota_books b ON b.id = l.book WHERE l.server = ? AND b.state > 0)",
                dead,
                dead);
        db.update(
                "UPDATE quota_books SET state = 2 WHERE state > 0"
                        + " AND id IN (SELECT book FROM quota_leases WHERE server = ?)",
                dead);
        db.update("DELETE FROM quota_leases WHERE server = ?", dead);
    }

    /** This server is going: what it held is free. To be called when all is written. */
    void resign(List<String> unfinished) throws LedgerException {
        database.change(db -> {
            for (String key :
                    db.list("SELECT book FROM quota_leases WHERE server = ?", row -> row.getString(1), server)) {
                if (!unfinished.contains(key)) {
                    Tables.endLease(db, key, server);
                }
            }
        });
    }
}
