package org.portreeve.quota.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portreeve.quota.BookEntry.State;
import org.portreeve.quota.Difference;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How servers get along that keep the same books: each takes of a book what it may use without asking, and gives back what
 * it does not need when another would else have to refuse.
 */
final class Sharing {

    private static final long POLL_MS = 20;

    private static final long PATIENCE_S = 5;

    /** A sign of life each so many ticks. */
    private static final long BEAT = 5;

    /** How often to count at most, while other servers change what is counted. */
    private static final int COUNTS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    private final PostgresDatabase database;
    private final Registry registry;
    private final Writer writer;
    private final Pace pace;
    private final Semaphore holders;
    private final ThreadLocal<Set<String>> held = ThreadLocal.withInitial(HashSet::new);
    private volatile long heardAt = System.nanoTime();

    /** Servers that did not answer in time, and until when nobody waits for them again. */
    private final ConcurrentMap<String, Long> silent = new ConcurrentHashMap<>();

    /** @param holders how many may lock books at once, each with a connection that it does nothing else with */
    Sharing(PostgresDatabase database, Registry registry, Writer writer, Pace pace, int holders) {
        this.database = database;
        this.registry = registry;
        this.writer = writer;
        this.pace = pace;
        this.holders = new Semaphore(holders);
    }

    /** What is done while books are locked. */
    interface Locked<T, E extends Exception> {
        T run() throws E, LedgerException;
    }

    /** Keeps other servers from changing these books and their files. A thread may do so again for the same books. */
    <T, E extends Exception> T locked(List<String> keys, Locked<T, E> work) throws E, LedgerException {
        Set<String> mine = held.get();
        if (mine.containsAll(keys)) {
            return work.run();
        }
        try {
            if (!holders.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new LedgerException(database.name() + " takes too long to answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("interrupted", e);
        }
        Set<String> before = Set.copyOf(mine);
        PostgresDatabase.@Nullable Hold hold = null;
        try {
            hold = database.hold(keys);
            mine.addAll(keys);
            return work.run();
        } finally {
            mine.retainAll(before);
            if (hold != null) {
                hold.close();
            }
            holders.release();
        }
    }

    /** Promises from the lease, or from a larger one. */
    boolean reserve(Book book, Period period, long amount, long max) throws LedgerException {
        mustBeHeard();
        if (fromLease(book, amount, max)) {
            return true;
        }
        writer.mustBeWell();
        makeSureItIsThere(book);
        Answer answer = ask(book, period, amount, max);
        if (answer != Answer.CONTESTED) {
            return answer == Answer.GRANTED;
        }
        return whileOthersGiveBack(book, () -> ask(book, period, amount, max) == Answer.GRANTED);
    }

    private interface Question {
        boolean ask() throws LedgerException;
    }

    /** Asks again and again, until the answer is yes, or none of the others has anything left that it does not need. */
    private boolean whileOthersGiveBack(Book book, Question question) throws LedgerException {
        long number = recall(book);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pace.patience());
        while (true) {
            // who has answered before the room is measured has given back what it did not need
            boolean last = nobodyIsAwaited(book, number, end);
            if (question.ask()) {
                return true;
            }
            if (last) {
                return false;
            }
            pause();
        }
    }

    /** Whether all have answered, but those who have not done so in time or did not lately. */
    private boolean nobodyIsAwaited(Book book, long number, long end) throws LedgerException {
        long now = System.nanoTime();
        List<String> owing = unanswered(book, number);
        if (now - end > 0) {
            long until = now + TimeUnit.MILLISECONDS.toNanos(pace.silent() / 2);
            owing.forEach(server -> silent.put(server, until));
            return true;
        }
        silent.values().removeIf(until -> now - until > 0);
        return silent.keySet().containsAll(owing);
    }

    /** Whether it is in the lease, or the others leave room for it. */
    boolean fits(Book book, Period period, long amount, long max) throws LedgerException {
        mustBeHeard();
        synchronized (book) {
            if (isInLease(book, amount, max)) {
                return true;
            }
        }
        if (amount <= minus(max, taken(book, period))) {
            return true;
        }
        return promisedElsewhere(book) > 0
                && whileOthersGiveBack(book, () -> amount <= minus(max, taken(book, period)));
    }

    private static boolean fromLease(Book book, long amount, long max) {
        synchronized (book) {
            boolean enough = isInLease(book, amount, max);
            if (enough) {
                book.promise(amount);
            }
            return enough;
        }
    }

    private static boolean isInLease(Book book, long amount, long max) {
        long free = book.lease().amount() - book.promised() - book.unwritten();
        return book.isOpen() && (amount <= 0 || (amount <= free && book.lease().isUnder(max)));
    }

    private void makeSureItIsThere(Book book) throws LedgerException {
        synchronized (book) {
            if (book.isOpen()) {
                return;
            }
        }
        database.change(db -> Tables.makeBook(db, book.key(), book.id()));
    }

    private enum Answer {
        GRANTED,
        REFUSED,
        /** There may be room that another server does not need. */
        CONTESTED
    }

    private record Room(long used, long others, int holders) {}

    private Answer ask(Book book, Period period, long amount, long max) throws LedgerException {
        return locked(List.of(book.key()), () -> writer.alone(() -> measureAndTake(book, period, amount, max)));
    }

    private Answer measureAndTake(Book book, Period period, long amount, long max) throws LedgerException {
        Room room = database.read(db -> room(db, book, period));
        long left = minus(minus(max, room.used()), room.others());
        long now;
        long promised;
        synchronized (book) {
            long need = book.promised() + book.unwritten();
            if (amount > 0 && amount > minus(left, need)) {
                return room.others() > 0 ? Answer.CONTESTED : Answer.REFUSED;
            }
            long spare = minus(left, need + amount) / (2L * (1 + room.holders()) * (room.holders() == 0 ? 1 : 2));
            long chunk = Math.max(0, Math.min(spare, book.lease().chunk(amount, System.nanoTime())));
            now = need + amount + chunk;
            book.promise(amount);
            promised = book.promised();
            book.lease().amount(Math.min(book.lease().amount(), now));
        }
        boolean written = false;
        try {
            database.change(db -> Tables.lease(
                    db,
                    book.key(),
                    registry.server(),
                    now,
                    promised,
                    book.lease().answered()));
            written = true;
        } finally {
            synchronized (book) {
                if (written) {
                    book.lease().amount(now);
                    book.lease().measuredAgainst(max);
                    book.open(true);
                } else {
                    book.release(amount);
                }
            }
        }
        return Answer.GRANTED;
    }

    /** In one statement: what another server moves from its lease to what is used is seen in one of the two. */
    private Room room(Statements db, Book book, Period period) throws SQLException {
        return db.first(
                        "SELECT (SELECT COALESCE(SUM(used), 0) FROM quota_slots WHERE book = ? AND slot >= ?),"
                                + " (SELECT COALESCE(SUM(amount), 0) FROM quota_leases WHERE book = ? AND server <> ?),"
                                + " (SELECT COUNT(*) FROM quota_leases WHERE book = ? AND server <> ?)",
                        row -> new Room(
                                Tables.fit(row.getBigDecimal(1)), Tables.fit(row.getBigDecimal(2)), row.getInt(3)),
                        book.key(),
                        period.from(),
                        book.key(),
                        registry.server(),
                        book.key(),
                        registry.server())
                .orElseThrow();
    }

    private static long minus(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
    }

    /** Asks the other servers for what they do not need. */
    long recall(Book book) throws LedgerException {
        return database.write(db -> {
            db.update(
                    "INSERT INTO quota_recalls (book, number) VALUES (?, 1) ON CONFLICT (book)"
                            + " DO UPDATE SET number = quota_recalls.number + 1",
                    book.key());
            return db.first("SELECT number FROM quota_recalls WHERE book = ?", row -> row.getLong(1), book.key())
                    .orElseThrow();
        });
    }

    private List<String> unanswered(Book book, long number) throws LedgerException {
        return database.read(db -> db.list(
                "SELECT server FROM quota_leases WHERE book = ? AND server <> ? AND answered < ?",
                row -> row.getString(1),
                book.key(),
                registry.server(),
                number));
    }

    /** Waits until the others have answered, or for as long as is worth it. */
    boolean awaitAnswers(Book book, long number) throws LedgerException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pace.patience());
        while (!unanswered(book, number).isEmpty()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() throws LedgerException {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("interrupted", e);
        }
    }

    /** What is used by all servers, as far as it is written. */
    long used(Book book, Period period) throws LedgerException {
        writer.mustBeWell();
        return writer.alone(() -> {
            Room room = database.read(db -> room(db, book, period));
            synchronized (book) {
                return Math.max(0, room.used() + book.unwritten());
            }
        });
    }

    /** {@link #used} and what is promised here and elsewhere. */
    long taken(Book book, Period period) throws LedgerException {
        long elsewhere = promisedElsewhere(book);
        long used = used(book, period);
        synchronized (book) {
            return used + elsewhere + book.promised();
        }
    }

    /** As long as the book is open here, each tick hears of whoever wants it counted. */
    State state(Book book) throws LedgerException {
        mustBeHeard();
        synchronized (book) {
            if (book.isOpen() && book.state() == State.COUNTED) {
                return State.COUNTED;
            }
        }
        return writer.alone(() -> {
            State state = database.read(db -> Tables.state(db, book.key()));
            synchronized (book) {
                book.state(state);
            }
            return state;
        });
    }

    private long promisedElsewhere(Book book) throws LedgerException {
        return database.read(db -> Tables.sum(
                db,
                "SELECT COALESCE(SUM(promised), 0) FROM quota_leases WHERE book = ? AND server <> ?",
                book.key(),
                registry.server()));
    }

    /** A server that was not heard of for too long may have been given up by the others. */
    private void mustBeHeard() throws LedgerException {
        writer.mustBeWell();
        if (System.nanoTime() - heardAt > TimeUnit.MILLISECONDS.toNanos(pace.silent()) / 2) {
            beat();
        }
    }

    /** Tells the others that this server lives. */
    void beat() throws LedgerException {
        long now = System.nanoTime();
        writer.tryAgain();
        heardAt = now;
    }

    private record Heard(String key, State state, long recall, boolean answered) {}

    /**
     * Answers those who need room, and hears which books are to be counted.
     *
     * @param open the books of this server
     */
    void listen(Function<String, @Nullable Book> open) throws LedgerException {
        List<Heard> all = database.read(db -> db.list(
                "SELECT l.book, b.state, COALESCE(r.number, 0), l.answered FROM quota_leases l"
                        + " JOIN quota_books b ON b.id = l.book LEFT JOIN quota_recalls r ON r.book = l.book"
                        + " WHERE l.server = ? AND (b.state = 2 OR l.answered < r.number)",
                row -> new Heard(
                        row.getString(1),
                        Tables.state(row.getInt(2)),
                        row.getLong(3),
                        row.getLong(4) >= row.getLong(3)),
                registry.server()));
        for (Heard each : all) {
            Optional<Book> known = Optional.ofNullable(open.apply(each.key()));
            if (!each.answered()) {
                answer(each, known);
            }
            if (each.state() == State.TO_BE_COUNTED && known.isPresent()) {
                Book book = known.get();
                synchronized (book) {
                    book.state(State.TO_BE_COUNTED);
                }
            }
        }
    }

    private void answer(Heard asked, Optional<Book> known) throws LedgerException {
        if (known.isPresent()) {
            Book book = known.get();
            synchronized (book) {
                if (book.isOpen()) {
                    book.lease().recall(asked.recall());
                    writer.queue(book);
                    return;
                }
            }
        }
        writer.act(() -> {
            boolean open = known.isPresent() && isOpen(known.get());
            if (!open) {
                database.change(db -> Tables.endLease(db, asked.key(), registry.server()));
            }
        });
    }

    private static boolean isOpen(Book book) {
        synchronized (book) {
            return book.isOpen();
        }
    }

    /** What is to be done now and then. */
    void tick(long number, Function<String, @Nullable Book> open) throws LedgerException {
        if (number % BEAT == 0) {
            beat();
        }
        if (number % Ticker.SELDOM == 0) {
            registry.bury(pace.silent());
        }
        listen(open);
    }

    /** Changes files and books; the books are written before another server may change the same. */
    void change(List<Book> books, QuotaLedger.Change change) throws IOException {
        writer.mustBeWell();
        this.<Boolean, IOException>locked(keys(books), () -> {
            try {
                change.run();
            } finally {
                writeWhatCanBeWritten();
            }
            return true;
        });
    }

    /** The files are changed already. What cannot be written now is kept. */
    private void writeWhatCanBeWritten() {
        if (writer.isWell()) {
            try {
                writer.flush();
            } catch (LedgerException e) {
                LOG.debug("written later", e);
            }
        }
    }

    private static List<String> keys(List<Book> books) {
        return books.stream().map(Book::key).sorted().toList();
    }

    /** Puts what was found into the books. */
    interface Write {
        List<Difference> run(long[] found) throws LedgerException;
    }

    /**
     * Counts while other servers may change files: if one has done so meanwhile, the count is worth nothing and is done
     * again. The last try keeps the others out.
     */
    List<Difference> recount(List<Book> books, QuotaLedger.Count count, Write write) throws IOException {
        for (Book book : books) {
            makeSureItIsThere(book);
        }
        for (int tries = 1; tries < COUNTS; tries++) {
            writer.flush();
            List<Long> before = changes(books);
            long[] found = count.amounts();
            for (Book book : books) {
                awaitAnswers(book, recall(book));
            }
            Optional<List<Difference>> done = locked(keys(books), () -> {
                writer.flush();
                return changes(books).equals(before) ? Optional.of(set(write, found)) : Optional.empty();
            });
            if (done.isPresent()) {
                return done.get();
            }
        }
        return this.<List<Difference>, IOException>locked(keys(books), () -> {
            for (Book book : books) {
                awaitAnswers(book, recall(book));
            }
            return set(write, count.amounts());
        });
    }

    private List<Difference> set(Write write, long[] found) throws LedgerException {
        return writer.alone(() -> write.run(found));
    }

    private List<Long> changes(List<Book> books) throws LedgerException {
        return database.read(db -> {
            List<Long> changes = new ArrayList<>();
            for (Book book : books) {
                changes.add(Tables.changes(db, book.key()));
            }
            return changes;
        });
    }
}
