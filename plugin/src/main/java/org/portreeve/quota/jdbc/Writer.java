package org.portreeve.quota.jdbc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only one who writes to the books in the database: one batch at a time, of all that has come up since the last. Who
 * comes while a batch is on its way finds what he wanted done by whoever was before him.
 */
final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private static final long PATIENCE_MS = 5000;

    private final Database database;
    private final Registry registry;
    private final FlowJournal journal;
    private final AtomicLong numbers;
    private final Supplier<List<String>> whenDeclaredDead;

    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantReadWriteLock fence = new ReentrantReadWriteLock();
    private final Queue<Book> queue = new ConcurrentLinkedQueue<>();

    private @Nullable Batch sent;
    private volatile @Nullable LedgerException trouble;

    Writer(
            Database database,
            Registry registry,
            FlowJournal journal,
            long lastNumber,
            Supplier<List<String>> whenDeclaredDead) {
        this.database = database;
        this.registry = registry;
        this.journal = journal;
        this.numbers = new AtomicLong(lastNumber);
        this.whenDeclaredDead = whenDeclaredDead;
    }

    /** Takes a book into the next batch. To be called by the holder of its monitor. */
    void queue(Book book) {
        if (book.queue()) {
            queue.add(book);
        }
    }

    /** Commits what nothing on disk will tell again: it is in the journal before it is in the book. */
    void commitFlow(Book book, Period period, long promised, long change, boolean exact) {
        fence.readLock().lock();
        try {
            journal(new FlowJournal.Entry(numbers.incrementAndGet(), book.id(), period.slot(), change));
            synchronized (book) {
                book.commit(period, promised, change, exact);
                queue(book);
            }
        } finally {
            fence.readLock().unlock();
        }
    }

    private void journal(FlowJournal.Entry entry) {
        try {
            journal.append(entry);
        } catch (IOException e) {
            LOG.warn("what was moved is not in the journal, should the server be killed it is lost: {}", e.toString());
        }
    }

    /** @throws LedgerException if the database could not be reached when it was needed last */
    void mustBeWell() throws LedgerException {
        LedgerException known = trouble;
        if (known != null) {
            throw new LedgerException(String.valueOf(known.getMessage()), known);
        }
    }

    boolean isWell() {
        return trouble == null;
    }

    /** What needs the database, and that nothing is on its way there. */
    interface Work<T> {
        T run() throws LedgerException;
    }

    /** Returns when all that was committed before is in the database. */
    void flush() throws LedgerException {
        flush(() -> true);
    }

    /** Runs when all that was committed before is in the database; nothing else is written meanwhile. */
    <T> T alone(Work<T> work) throws LedgerException {
        return alone(() -> true, work);
    }

    /** As {@link #alone}, for what has no answer. */
    void act(Step step) throws LedgerException {
        boolean unused = alone(() -> {
            step.run();
            return true;
        });
    }

    /** As {@link Work}, without an answer. */
    interface Step {
        void run() throws LedgerException;
    }

    /** Whether a batch is needed; asked when no other is on its way. */
    interface Need {
        boolean is();
    }

    /** As {@link #flush}, unless somebody else has done meanwhile what it is for. */
    void flush(Need need) throws LedgerException {
        boolean unused = alone(need, () -> true);
    }

    private <T> T alone(Need need, Work<T> work) throws LedgerException {
        acquire();
        try {
            if (need.is()) {
                sendAll();
            }
            T result = work.run();
            well();
            return result;
        } catch (LedgerException e) {
            ill(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    /** Looks whether the database is back, and sends what has waited. */
    void tryAgain() throws LedgerException {
        act(() -> {
            if (!registry.beat()) {
                declaredDead();
            }
        });
    }

    private void acquire() throws LedgerException {
        try {
            if (!writing.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                throw new LedgerException(database.name() + " takes too long to answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("interrupted", e);
        }
    }

    private void well() {
        if (trouble != null && sent == null) {
            trouble = null;
            LOG.info("{} is back, what was kept is written", database.name());
        }
    }

    private void ill(LedgerException e) {
        if (trouble == null) {
            LOG.error("{}; what is committed is kept and written when it is back", e.getMessage());
        }
        trouble = e;
    }

    private void sendAll() throws LedgerException {
        Batch inDoubt = sent;
        if (inDoubt != null) {
            if (registry.applied() >= inDoubt.number()) {
                arrived(inDoubt);
            } else {
                send(inDoubt);
            }
        }
        sendNext();
    }

    private void sendNext() throws LedgerException {
        Batch next = next();
        if (next != null) {
            sent = next;
            send(next);
        }
    }

    private void send(Batch batch) throws LedgerException {
        boolean registered = database.write(db -> batch.write(db, registry));
        if (registered) {
            arrived(batch);
        } else {
            declaredDead();
        }
    }

    /** What was to be written and can still be counted goes with the next batch. */
    private void declaredDead() throws LedgerException {
        sent = null;
        List<String> stored = whenDeclaredDead.get();
        registry.register(List.of());
        database.change(db -> {
            for (String key : stored) {
                db.update("UPDATE quota_books SET state = 2 WHERE id = ? AND state > 0", key);
            }
        });
        LOG.warn("{}: the other servers had given up this one; it begins anew", database.name());
        sendNext();
    }

    private void arrived(Batch batch) {
        batch.arrived(database.isShared());
        sent = null;
        try {
            journal.written();
        } catch (IOException e) {
            LOG.warn("the journal cannot be shortened: {}", e.toString());
        }
    }

    private @Nullable Batch next() {
        fence.writeLock().lock();
        try {
            List<Batch.Line> lines = new ArrayList<>();
            for (Book book = queue.poll(); book != null; book = queue.poll()) {
                synchronized (book) {
                    lines.add(Batch.Line.of(book, database.isShared()));
                }
            }
            if (lines.isEmpty()) {
                return null;
            }
            turnJournal();
            return new Batch(numbers.incrementAndGet(), lines);
        } finally {
            fence.writeLock().unlock();
        }
    }

    private void turnJournal() {
        try {
            journal.turn();
        } catch (IOException e) {
            LOG.warn("the journal cannot be shortened: {}", e.toString());
        }
    }

    /** Empties the journal. To be called when nothing is committed any more and all is written. */
    void end() throws IOException {
        journal.clear();
        journal.close();
    }
}
