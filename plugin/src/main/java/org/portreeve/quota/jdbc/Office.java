package org.portreeve.quota.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.portreeve.quota.BookEntry;
import org.portreeve.quota.BookEntry.State;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;

/** Reads and corrects the books in the database. Needs no server. */
final class Office implements LedgerBooks {

    private final Database database;

    Office(Database database) {
        this.database = database;
    }

    private record Row(String key, BookId book, State state) {}

    @Override
    public List<BookEntry> list(Predicate<BookId> filter) throws LedgerException {
        return database.write(db -> {
            Map<String, NavigableMap<Long, Long>> slots = slots(db);
            Map<String, Long> promised = promised(db);
            List<BookEntry> entries = new ArrayList<>();
            for (Row row : rows(db)) {
                if (filter.test(row.book())) {
                    entries.add(new BookEntry(
                            row.book(),
                            slots.getOrDefault(row.key(), new TreeMap<>()),
                            promised.getOrDefault(row.key(), 0L),
                            row.state()));
                }
            }
            return entries;
        });
    }

    private static List<Row> rows(Statements db) throws SQLException {
        return db.list(
                "SELECT id, lim, scope, owner, state FROM quota_books ORDER BY lim, scope, owner",
                row -> new Row(
                        row.getString(1),
                        new BookId(row.getString(2), row.getString(3), row.getString(4)),
                        Tables.state(row.getInt(5))));
    }

    private static Map<String, NavigableMap<Long, Long>> slots(Statements db) throws SQLException {
        Map<String, NavigableMap<Long, Long>> slots = new HashMap<>();
        db.list(
                "SELECT book, slot, used FROM quota_slots",
                row -> slots.computeIfAbsent(row.getString(1), unused -> new TreeMap<>())
                        .put(row.getLong(2), row.getLong(3)));
        return slots;
    }

    private static Map<String, Long> promised(Statements db) throws SQLException {
        Map<String, Long> promised = new HashMap<>();
        db.list(
                "SELECT book, promised FROM quota_leases",
                row -> promised.merge(row.getString(1), row.getLong(2), Long::sum));
        return promised;
    }

    @Override
    public void set(BookId book, Period period, long amount) throws LedgerException {
        if (amount < 0) {
            throw new IllegalArgumentException("less than nothing");
        }
        String key = Keys.of(book);
        database.change(db -> {
            Tables.makeBook(db, key, book);
            Tables.lock(db, List.of(key), database.forUpdate());
            db.update("DELETE FROM quota_slots WHERE book = ? AND slot <> ?", key, period.slot());
            Tables.put(db, key, period.slot(), amount);
        });
    }

    @Override
    public boolean reset(BookId book) throws LedgerException {
        String key = Keys.of(book);
        return database.write(db -> {
            Tables.lock(db, List.of(key), database.forUpdate());
            db.update("UPDATE quota_books SET state = 2 WHERE id = ? AND state > 0", key);
            db.update(
                    "DELETE FROM quota_slots WHERE book = ? AND EXISTS"
                            + " (SELECT 1 FROM quota_books b WHERE b.id = ? AND b.state = 0)",
                    key,
                    key);
            return db.first("SELECT 1 FROM quota_books WHERE id = ?", row -> row.getInt(1), key)
                    .isPresent();
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
