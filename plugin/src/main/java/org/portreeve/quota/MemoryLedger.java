package org.portreeve.quota;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.portreeve.quota.BookEntry.State;

/** A ledger that lives as long as the process. What is stored is recounted from disk in the next one. */
public final class MemoryLedger implements QuotaLedger, LedgerBooks {

    private final ConcurrentMap<BookId, Book> books = new ConcurrentHashMap<>();
    private final byte[] salt = LedgerOnDemand.freshSalt();

    @Override
    public long used(BookId id, Period period) {
        Book book = books.get(id);
        return book == null ? 0 : book.used(period);
    }

    @Override
    public long taken(BookId id, Period period) {
        Book book = books.get(id);
        return book == null ? 0 : book.taken(period);
    }

    @Override
    public boolean reserve(BookId id, Period period, long amount, long max) {
        return book(id).reserve(period, amount, max);
    }

    @Override
    public void release(BookId id, long promised) {
        book(id).release(promised);
    }

    @Override
    public void commit(BookId id, Period period, long promised, long change) {
        book(id).commit(period, promised, change);
    }

    @Override
    public boolean isCounted(BookId id) {
        Book book = books.get(id);
        return book != null && book.isCounted();
    }

    /** Changes of these books wait while they are counted. */
    @Override
    public List<Difference> recount(List<BookId> ids, Count count) throws IOException {
        List<Lock> held = locks(ids, true);
        try {
            long[] found = count.amounts();
            List<Difference> differences = new ArrayList<>();
            for (int i = 0; i < found.length; i++) {
                BookId id = ids.get(i);
                differences.add(new Difference(id, book(id).recount(found[i]), found[i]));
            }
            return differences;
        } finally {
            held.forEach(Lock::unlock);
        }
    }

    @Override
    public void change(Collection<BookId> ids, Change change) throws IOException {
        List<Lock> held = locks(ids, false);
        try {
            change.run();
        } finally {
            held.forEach(Lock::unlock);
        }
    }

    /** All in one order, so that nobody waits for whoever waits for him. */
    private List<Lock> locks(Collection<BookId> ids, boolean alone) {
        List<Lock> locks = ids.stream()
                .sorted()
                .distinct()
                .map(this::book)
                .<Lock>map(book -> alone ? book.gate.writeLock() : book.gate.readLock())
                .toList();
        locks.forEach(Lock::lock);
        return locks;
    }

    @Override
    public void keepOnly(Set<Scope> scopes) {
        books.forEach((id, book) -> {
            if (!scopes.contains(new Scope(id.limit(), id.scope()))) {
                book.forget();
            }
        });
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public List<BookEntry> list(Predicate<BookId> filter) {
        return books.keySet().stream()
                .filter(filter)
                .sorted()
                .map(id -> book(id).entry(id))
                .toList();
    }

    @Override
    public void set(BookId id, Period period, long amount) {
        book(id).set(period, amount);
    }

    @Override
    public boolean reset(BookId id) {
        Book book = books.get(id);
        if (book != null) {
            book.reset();
        }
        return book != null;
    }

    /** Nothing here survives even the process. */
    @Override
    public void sync() {}

    @Override
    public void close() {}

    private Book book(BookId id) {
        return books.computeIfAbsent(id, unused -> new Book());
    }

    private static final class Book {

        private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
        private final NavigableMap<Long, Long> slots = new TreeMap<>();
        private long promised;
        private boolean counted;
        private boolean uncounted;

        synchronized boolean isCounted() {
            return counted;
        }

        /** What is promised stays: its transfers will take it back. */
        synchronized void forget() {
            if (counted) {
                counted = false;
                slots.clear();
            }
        }

        synchronized BookEntry entry(BookId id) {
            State state = counted ? State.COUNTED : uncounted ? State.TO_BE_COUNTED : State.NOT_COUNTED;
            return new BookEntry(id, slots, promised, state);
        }

        synchronized void set(Period period, long amount) {
            slots.clear();
            slots.put(period.slot(), amount);
        }

        synchronized void reset() {
            uncounted = counted || uncounted;
            counted = false;
            if (!uncounted) {
                slots.clear();
            }
        }

        synchronized long recount(long found) {
            long before = used(Period.ALWAYS);
            slots.put(Period.ALWAYS.slot(), found);
            counted = true;
            uncounted = false;
            return before;
        }

        synchronized long used(Period period) {
            return slots.tailMap(period.from(), true).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        synchronized long taken(Period period) {
            return used(period) + promised;
        }

        synchronized boolean reserve(Period period, long amount, long max) {
            if (amount > 0 && amount > max - taken(period)) {
                return false;
            }
            promised += amount;
            return true;
        }

        synchronized void release(long amount) {
            promised -= amount;
        }

        synchronized void commit(Period period, long amount, long change) {
            promised -= amount;
            slots.headMap(period.from(), false).clear();
            slots.merge(period.slot(), Math.max(0, change), (old, more) -> Math.max(0, old + change));
        }
    }
}
