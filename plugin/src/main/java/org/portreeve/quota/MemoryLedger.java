package org.portreeve.quota;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A ledger that lives as long as the process, and is recounted from disk in the next one. */
public final class MemoryLedger implements QuotaLedger {

    private final ConcurrentMap<BookId, Book> books = new ConcurrentHashMap<>();

    @Override
    public boolean knows(BookId id) {
        return books.containsKey(id);
    }

    @Override
    public void recount(BookId id, long counted) {
        book(id).recount(counted);
    }

    @Override
    public long taken(BookId id) {
        Book book = books.get(id);
        return book == null ? 0 : book.taken();
    }

    @Override
    public long reserved(BookId id) {
        Book book = books.get(id);
        return book == null ? 0 : book.reserved();
    }

    @Override
    public boolean reserve(BookId id, long amount, long max) {
        return book(id).reserve(amount, max);
    }

    @Override
    public void settle(BookId id, long reserved, long change) {
        book(id).settle(reserved, change);
    }

    private Book book(BookId id) {
        return books.computeIfAbsent(id, unused -> new Book());
    }

    private static final class Book {

        private long committed;
        private long reserved;

        synchronized void recount(long counted) {
            committed = counted;
        }

        synchronized long taken() {
            return committed + reserved;
        }

        synchronized long reserved() {
            return reserved;
        }

        synchronized boolean reserve(long amount, long max) {
            if (amount > max - committed - reserved) {
                return false;
            }
            reserved += amount;
            return true;
        }

        synchronized void settle(long freed, long change) {
            reserved -= freed;
            committed = Math.max(0, committed + change);
        }
    }
}
