package org.portreeve.quota.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.portreeve.quota.BookEntry;
import org.portreeve.quota.BookEntry.State;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Difference;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;
import org.portreeve.quota.StoredLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger in a database. The books in use are in memory; the database hears of a book before its files are first changed,
 * and then of all changes in batches. So what a killed server did not get written is known to be unknown, and is counted
 * again.
 */
final class JdbcLedger implements StoredLedger {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);

    /** Rarely enough, however long a tick is. */
    private static final long DAY = 864_000;

    /** Soon enough for a server that is started every morning. */
    private static final long HOUR = DAY / 24;

    private final Database database;
    private final Registry registry;
    private final Writer writer;
    private final LedgerBooks office;
    private final Ticker ticker;
    private final ConcurrentMap<BookId, Book> books = new ConcurrentHashMap<>();

    private final @Nullable Sharing sharing;
    private final ConcurrentMap<String, Book> byKey = new ConcurrentHashMap<>();

    private final byte[] salt;

    private JdbcLedger(
            Database database, Registry registry, FlowJournal journal, long lastNumber, Pace pace, byte[] salt) {
        this.salt = salt;
        this.database = database;
        this.registry = registry;
        this.writer = new Writer(database, registry, journal, lastNumber, this::declaredDead);
        this.sharing = database instanceof PostgresDatabase postgres
                ? new Sharing(postgres, registry, writer, pace, postgres.holders())
                : null;
        this.office = new Office(database);
        this.ticker = new Ticker(database.name(), pace.tick(), this::tick);
    }

    /** @param journal where flows wait for the database */
    static JdbcLedger open(Database database, String server, String name, Path journal, Pace pace)
            throws LedgerException {
        Schema.CURRENT.prepare(database);
        Registry registry = new Registry(database, server, name);
        try {
            List<FlowJournal.Entry> left = FlowJournal.read(journal);
            long written = registry.register(left);
            JdbcLedger ledger =
                    new JdbcLedger(database, registry, FlowJournal.begin(journal), written, pace, Salt.of(database));
            ledger.ticker.start();
            return ledger;
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException(
                    "cannot use the journal " + journal + ": make it readable and writable for the server's user", e);
        }
    }

    @Override
    public long used(BookId id, Period period) throws LedgerException {
        Sharing others = sharing;
        return others == null
                ? with(id, false, book -> book.used(period))
                : visit(id, book -> others.used(book, period));
    }

    @Override
    public long taken(BookId id, Period period) throws LedgerException {
        Sharing others = sharing;
        return others == null
                ? with(id, false, book -> book.taken(period))
                : visit(id, book -> others.taken(book, period));
    }

    @Override
    public boolean isCounted(BookId id) throws LedgerException {
        Sharing others = sharing;
        State state = others == null ? with(id, false, Book::state) : visit(id, others::state);
        return state == State.COUNTED;
    }

    @Override
    public boolean fits(BookId id, Period period, long amount, long max) throws LedgerException {
        Sharing others = sharing;
        return others == null
                ? StoredLedger.super.fits(id, period, amount, max)
                : visit(id, book -> others.fits(book, period, amount, max));
    }

    @Override
    public boolean reserve(BookId id, Period period, long amount, long max) throws LedgerException {
        writer.mustBeWell();
        Sharing others = sharing;
        return others == null
                ? with(id, true, book -> book.reserve(period, amount, max))
                : visit(id, book -> others.reserve(book, period, amount, max));
    }

    /** What is asked of a book that several servers keep. */
    private interface Visit<T> {
        T pay(Book book) throws LedgerException;
    }

    private <T> T visit(BookId id, Visit<T> visit) throws LedgerException {
        writer.mustBeWell();
        List<Book> entered = enter(List.of(id), false);
        try {
            return visit.pay(entered.get(0));
        } finally {
            leave(entered);
        }
    }

    @Override
    public void release(BookId id, long promised) {
        settle(id, book -> book.release(promised));
    }

    @Override
    public void commit(BookId id, Period period, long promised, long change) {
        boolean[] flow = new boolean[1];
        Book book = settle(id, known -> {
            flow[0] = known.state() == State.NOT_COUNTED && change != 0;
            if (!flow[0]) {
                known.commit(period, promised, change, sharing == null);
                if (known.hasPending()) {
                    writer.queue(known);
                }
            }
        });
        if (flow[0]) {
            writer.commitFlow(book, period, promised, change, sharing == null);
        }
    }

    /** Of a book that need not be known: a promise is settled also while the database is away. */
    private Book settle(BookId id, Consumer<Book> settlement) {
        while (true) {
            Book book = book(id);
            synchronized (book) {
                if (!book.isRetired()) {
                    settlement.accept(book);
                    return book;
                }
            }
        }
    }

    private Book book(BookId id) {
        return books.computeIfAbsent(id, unused -> {
            Book made = new Book(id);
            byKey.put(made.key(), made);
            return made;
        });
    }

    /** Asks or changes a book that is known, and open if need be. */
    private <T> T with(BookId id, boolean open, Function<Book, T> work) throws LedgerException {
        while (true) {
            Book book = book(id);
            synchronized (book) {
                if (open ? book.isOpen() : book.isLoaded()) {
                    return work.apply(book);
                }
            }
            if (open) {
                open(book);
            }
            load(book);
        }
    }

    private void open(Book book) throws LedgerException {
        writer.mustBeWell();
        synchronized (book) {
            if (book.isRetired()) {
                return;
            }
            book.want();
            writer.queue(book);
        }
        writer.flush(() -> {
            synchronized (book) {
                return book.isWanted();
            }
        });
    }

    private void load(Book book) throws LedgerException {
        synchronized (book) {
            if (book.isLoaded() || book.isRetired()) {
                return;
            }
        }
        writer.act(() -> read(book));
    }

    /** To be called while nothing is on its way to the database. */
    private void read(Book book) throws LedgerException {
        record Found(State state, Map<Long, Long> slots) {}
        Found found = database.read(db -> new Found(Tables.state(db, book.key()), Tables.slots(db, book.key())));
        synchronized (book) {
            book.load(found.state(), found.slots());
        }
    }

    @Override
    public List<Difference> recount(List<BookId> ids, Count count) throws IOException {
        List<Book> entered = enter(ids, false);
        List<Lock> locks =
                entered.stream().<Lock>map(book -> book.gate.writeLock()).toList();
        locks.forEach(Lock::lock);
        try {
            Sharing others = sharing;
            if (others != null) {
                return others.recount(entered, count, found -> write(ids, found));
            }
            long[] found = count.amounts();
            return writer.alone(() -> write(ids, found));
        } finally {
            locks.forEach(Lock::unlock);
            leave(entered);
        }
    }

    private List<Difference> write(List<BookId> ids, long[] found) throws LedgerException {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            Book book = book(ids.get(i));
            if (database.isShared()) {
                read(book);
            }
            synchronized (book) {
                differences.add(new Difference(book.id(), book.used(Period.ALWAYS), found[i]));
            }
        }
        database.change(db -> {
            for (int i = 0; i < found.length; i++) {
                Tables.counted(db, Keys.of(ids.get(i)), ids.get(i), found[i]);
            }
        });
        for (int i = 0; i < found.length; i++) {
            Book book = book(ids.get(i));
            synchronized (book) {
                book.counted(found[i]);
            }
        }
        return differences;
    }

    @Override
    public void change(Collection<BookId> ids, Change change) throws IOException {
        List<Book> entered = enter(ids, true);
        List<Lock> locks =
                entered.stream().<Lock>map(book -> book.gate.readLock()).toList();
        locks.forEach(Lock::lock);
        try {
            Sharing others = sharing;
            if (others == null) {
                change.run();
            } else {
                others.change(entered, change);
            }
        } finally {
            locks.forEach(Lock::unlock);
            leave(entered);
        }
    }

    /** All in one order, so that nobody waits for whoever waits for him. */
    private List<Book> enter(Collection<BookId> ids, boolean open) throws LedgerException {
        List<Book> entered = new ArrayList<>();
        boolean all = false;
        try {
            for (BookId id :
                    ids.stream().distinct().sorted(Comparator.naturalOrder()).toList()) {
                entered.add(with(id, open, book -> {
                    book.enter();
                    return book;
                }));
            }
            all = true;
            return entered;
        } finally {
            if (!all) {
                leave(entered);
            }
        }
    }

    private static void leave(List<Book> entered) {
        for (Book book : entered) {
            synchronized (book) {
                book.leave();
            }
        }
    }

    @Override
    public void keepOnly(Set<Scope> scopes) throws LedgerException {
        writer.act(() -> {
            database.change(db -> {
                List<Scope> known = db.list(
                        "SELECT DISTINCT lim, scope FROM quota_books WHERE state > 0",
                        row -> new Scope(row.getString(1), row.getString(2)));
                for (Scope scope : known) {
                    if (!scopes.contains(scope)) {
                        Tables.forget(db, scope);
                    }
                }
            });
            for (Book book : books.values()) {
                if (!scopes.contains(new Scope(book.id().limit(), book.id().scope()))) {
                    synchronized (book) {
                        book.forget();
                    }
                }
            }
        });
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public void sync() throws LedgerException {
        writer.flush();
    }

    /** How many books are in memory: those in use, and those that were a moment ago. */
    int inMemory() {
        return books.size();
    }

    private void tick(long number) throws LedgerException {
        if (!writer.isWell()) {
            writer.tryAgain();
        }
        Sharing others = sharing;
        if (others != null) {
            others.tick(number, byKey::get);
        }
        if (database.changedByOthers()) {
            writer.act(this::readAgain);
        }
        if (number % Ticker.SELDOM == 0) {
            tidy();
        }
        if (number % DAY == HOUR) {
            forgetOld();
        }
        writer.flush();
    }

    /** Forgets flows that no limit can look at any more. */
    void forgetOld() throws LedgerException {
        writer.act(() -> database.change(db -> Tables.forgetOld(db, database)));
    }

    /** Somebody else has written: what is in use is read anew, and the rest when it is asked for. */
    private void readAgain() throws LedgerException {
        for (Book book : books.values()) {
            boolean open;
            synchronized (book) {
                open = book.isOpen();
                if (!open) {
                    book.unload();
                }
            }
            if (open) {
                read(book);
            }
        }
    }

    /** Ends the leases of books that nobody needs, and forgets those that nobody has needed for longer. */
    private void tidy() {
        for (Book book : books.values()) {
            synchronized (book) {
                book.lease().calm();
                if (book.wasTouched() || !book.isIdle()) {
                    continue;
                }
                if (book.isOpen()) {
                    book.finish();
                    writer.queue(book);
                } else {
                    book.retire();
                    byKey.remove(book.key(), book);
                    books.remove(book.id(), book);
                }
            }
        }
    }

    /** What was not written of what is stored is on disk, and counted again; promises are promised anew. */
    private List<String> declaredDead() {
        List<String> stored = new ArrayList<>();
        for (Book book : books.values()) {
            synchronized (book) {
                if (book.begin()) {
                    stored.add(book.key());
                }
                if (!book.isIdle() || book.hasPending()) {
                    writer.queue(book);
                }
            }
        }
        return stored;
    }

    @Override
    public List<BookEntry> list(Predicate<BookId> filter) throws LedgerException {
        writer.flush();
        return office.list(filter);
    }

    @Override
    public void set(BookId book, Period period, long amount) throws LedgerException {
        writer.act(() -> {
            office.set(book, period, amount);
            readAgain();
        });
    }

    @Override
    public boolean reset(BookId book) throws LedgerException {
        return writer.alone(() -> {
            boolean known = office.reset(book);
            readAgain();
            return known;
        });
    }

    /** Writes what is left. Books whose files are being changed at this moment stay open, and are counted the next time. */
    @Override
    public void close() {
        ticker.close();
        try {
            writer.flush();
            registry.resign(books.values().stream()
                    .filter(JdbcLedger::isInUse)
                    .map(Book::key)
                    .toList());
            writer.end();
        } catch (IOException e) {
            LOG.warn("the ledger was not closed in order, books in use will be counted anew: {}", e.getMessage());
        } finally {
            database.close();
        }
    }

    private static boolean isInUse(Book book) {
        synchronized (book) {
            return book.isVisited();
        }
    }
}
