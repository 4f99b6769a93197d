package org.portreeve.quota.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portreeve.quota.BookEntry.State;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger.Scope;

/** What the books look like in the tables. Plain statements, for any engine that speaks as PostgreSQL or SQLite do. */
final class Tables {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final long LONGEST_MILLIS = 400L * 24 * 3600 * 1000;

    private Tables() {}

    static void makeBook(Statements db, String key, BookId id) throws SQLException {
        db.update(
                "INSERT INTO quota_books (id, lim, scope, owner, state) VALUES (?, ?, ?, ?, 0)"
                        + " ON CONFLICT (id) DO NOTHING",
                key,
                id.limit(),
                id.scope(),
                id.owner());
        db.update("INSERT INTO quota_locks (book) VALUES (?) ON CONFLICT (book) DO NOTHING", key);
    }

    static State state(Statements db, String key) throws SQLException {
        return db.first("SELECT state FROM quota_books WHERE id = ?", row -> state(row.getInt(1)), key)
                .orElse(State.NOT_COUNTED);
    }

    static State state(int number) {
        return switch (number) {
            case 1 -> State.COUNTED;
            case 2 -> State.TO_BE_COUNTED;
            default -> State.NOT_COUNTED;
        };
    }

    static void state(Statements db, String key, State state) throws SQLException {
        db.update(
                "UPDATE quota_books SET state = ? WHERE id = ?",
                switch (state) {
                    case NOT_COUNTED -> 0L;
                    case COUNTED -> 1L;
                    case TO_BE_COUNTED -> 2L;
                },
                key);
    }

    static Map<Long, Long> slots(Statements db, String key) throws SQLException {
        Map<Long, Long> slots = new TreeMap<>();
        db.list(
                "SELECT slot, used FROM quota_slots WHERE book = ?",
                row -> slots.put(row.getLong(1), row.getLong(2)),
                key);
        return slots;
    }

    static void add(Statements db, String key, long slot, long change) throws SQLException {
        db.update(
                "INSERT INTO quota_slots (book, slot, used, changes) VALUES (?, ?, ?, 1) ON CONFLICT (book, slot)"
                        + " DO UPDATE SET used = CASE WHEN quota_slots.used + ? < 0 THEN 0 ELSE quota_slots.used + ? END,"
                        + " changes = quota_slots.changes + 1",
                key,
                slot,
                Math.max(0, change),
                change,
                change);
    }

    static void put(Statements db, String key, long slot, long amount) throws SQLException {
        db.update(
                "INSERT INTO quota_slots (book, slot, used, changes) VALUES (?, ?, ?, 1) ON CONFLICT (book, slot)"
                        + " DO UPDATE SET used = ?, changes = quota_slots.changes + 1",
                key,
                slot,
                amount,
                amount);
    }

    static void forgetBefore(Statements db, String key, long slot) throws SQLException {
        db.update("DELETE FROM quota_slots WHERE book = ? AND slot < ?", key, slot);
    }

    static void counted(Statements db, String key, BookId id, long found) throws SQLException {
        makeBook(db, key, id);
        put(db, key, Period.ALWAYS.slot(), found);
        state(db, key, State.COUNTED);
    }

    /** How often what is stored was changed, or 0. */
    static long changes(Statements db, String key) throws SQLException {
        return db.first("SELECT changes FROM quota_slots WHERE book = ? AND slot = 0", row -> row.getLong(1), key)
                .orElse(0L);
    }

    static void lease(Statements db, String key, String server, long amount, long promised, long answered)
            throws SQLException {
        db.update(
                "INSERT INTO quota_leases (book, server, amount, promised, answered) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (book, server) DO UPDATE SET amount = ?, promised = ?, answered = ?",
                key,
                server,
                amount,
                promised,
                answered,
                amount,
                promised,
                answered);
    }

    static void endLease(Statements db, String key, String server) throws SQLException {
        db.update("DELETE FROM quota_leases WHERE book = ? AND server = ?", key, server);
    }

    /** Keeps others from changing files and books as one step. All lock in the database's order. */
    static void lock(Statements db, List<String> keys, String forUpdate) throws SQLException {
        String places = String.join(", ", Collections.nCopies(keys.size(), "?"));
        db.list(
                "SELECT book FROM quota_locks WHERE book IN (" + places + ") ORDER BY book" + forUpdate,
                row -> row.getString(1),
                keys.toArray());
    }

    /** Forgets what was counted of what is stored. A server that still keeps such a book hears that it is to be counted. */
    static void forget(Statements db, Scope scope) throws SQLException {
        db.update(
                "DELETE FROM quota_slots WHERE book IN"
                        + " (SELECT id FROM quota_books WHERE lim = ? AND scope = ? AND state > 0)",
                scope.limit(),
                scope.fingerprint());
        db.update(
                "UPDATE quota_books SET state = CASE WHEN EXISTS"
                        + " (SELECT 1 FROM quota_leases l WHERE l.book = quota_books.id) THEN 2 ELSE 0 END"
                        + " WHERE lim = ? AND scope = ? AND state > 0",
                scope.limit(),
                scope.fingerprint());
    }

    /** Forgets flows that no limit can look at any more, the longest window being a year. */
    static void forgetOld(Statements db, Database database) throws SQLException {
        db.update("DELETE FROM quota_slots WHERE slot > 0 AND slot < " + database.now() + " - ?", LONGEST_MILLIS);
        if (!database.isShared()) {
            db.update("DELETE FROM quota_books WHERE state = 0"
                    + " AND NOT EXISTS (SELECT 1 FROM quota_slots s WHERE s.book = quota_books.id)"
                    + " AND NOT EXISTS (SELECT 1 FROM quota_leases l WHERE l.book = quota_books.id)");
        }
    }

    static long sum(Statements db, String sql, Object... values) throws SQLException {
        return db.first(sql, row -> fit(row.getBigDecimal(1)), values).orElse(0L);
    }

    /** Sums can be larger than what fits: then they are as large as fits. */
    static long fit(BigDecimal sum) {
        return sum.min(LARGEST).longValue();
    }
}
