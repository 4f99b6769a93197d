package org.portreeve.ftp.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Limit.Count;
import org.portreeve.policy.Session;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Difference;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.QuotaLedger;

/**
 * The books that one session's transfers are counted in, under the terms of one policy. Changes of files and of books about
 * what is stored are one step: they take the turns of all who have those books.
 */
final class UserBooks {

    private static final Walk.Visitor NOBODY = (file, size) -> {};

    private static final Set<Count> STORED = EnumSet.of(Count.BYTES_STORED, Count.FILES_STORED);
    private static final Set<Count> SIZE = EnumSet.of(Count.FILE_SIZE);
    private static final Set<Count> WRITTEN = EnumSet.of(Count.BYTES_WRITTEN, Count.FILES_WRITTEN);
    private static final Set<Count> READ = EnumSet.of(Count.BYTES_READ, Count.FILES_READ);
    static final Set<Count> UPLOADED = EnumSet.of(
            Count.BYTES_STORED, Count.FILES_STORED, Count.FILE_SIZE, Count.BYTES_WRITTEN, Count.FILES_WRITTEN);

    private final String user;
    private final Session session;
    private final StorageLimits.Terms terms;
    private final List<Book> books;
    private final List<Book> stocks;
    private final List<Book> ownStocks;
    private final List<BookId> stockIds;
    private final List<BookId> sharedIds;
    private final FileSystemView files;
    private final Links links;
    private final StorageLimits keeper;
    private final Turn turn;
    private final List<Turn> turns;
    private final Teller teller;

    /** Is told of a book that has come to a share of its limit. */
    interface Teller {
        void nearlyFull(Book book, long used, long most, int share);
    }

    /** @param books all that concern the session, in the order of the policy */
    UserBooks(
            Session session,
            StorageLimits.Terms terms,
            List<Book> books,
            FileSystemView files,
            StorageLimits keeper,
            Teller teller) {
        this.user = Objects.requireNonNull(session.user());
        this.session = session;
        this.terms = terms;
        this.books = books;
        this.files = files;
        this.links = new Links(files);
        this.keeper = keeper;
        this.teller = teller;
        this.stocks = books.stream().filter(Book::isStock).toList();
        this.ownStocks = stocks.stream().filter(book -> !book.isShared()).toList();
        this.stockIds = ids(stocks);
        this.sharedIds = ids(stocks.stream().filter(Book::isShared).toList());
        this.turn = keeper.turns().take("user " + user);
        this.turns = new ArrayList<>(List.of(turn));
        sharedIds.stream()
                .map(BookId::owner)
                .distinct()
                .sorted(Turns.ORDER)
                .map(keeper.turns()::take)
                .forEach(turns::add);
    }

    /** Gives back what is held for a user who is not here. Nothing is counted in these books any more. */
    void close() {
        keeper.turns().giveBack("user " + user);
    }

    /** Whether these are still the books of a session and a policy. */
    boolean areOf(Session facts, StorageLimits.Terms now) {
        return facts.equals(session) && now.isOf(terms);
    }

    /** What is stored has changed; a policy that came in the meantime may count what these books do not. */
    void changed() {
        if (!keeper.isInForce(terms)) {
            turn.changedUnseen();
            keeper.shared().changedUnseen();
            keeper.edge().callBack(null);
        }
    }

    /** Counts again what was changed by somebody who did not know of these books. Not to be called within a {@link #change}. */
    void renew() throws IOException {
        if (turn.isOutOfDate()) {
            open();
        }
    }

    /** Changes files and books. */
    interface Change {
        void run(Bystanders others) throws IOException;
    }

    /** Changes files and books as one step. */
    void change(String path, Change change) throws IOException {
        change(List.of(path), change);
    }

    private void change(List<String> paths, Change change) throws IOException {
        Bystanders others = new Bystanders(keeper, terms, files, paths);
        QuotaLedger.Change whole = () -> change.run(others);
        if (others.areNone()) {
            inTurn(turns, 0, stocks.isEmpty() ? whole : () -> booked(stockIds, whole));
            return;
        }
        Set<BookId> ids = others.ids().collect(Collectors.toSet());
        ids.addAll(stockIds);
        Set<String> owners = others.owners().collect(Collectors.toCollection(() -> new TreeSet<>(Turns.ORDER)));
        sharedIds.forEach(id -> owners.add(id.owner()));
        owners.add("user " + user);
        try {
            inTurn(owners.stream().map(keeper.turns()::take).toList(), 0, () -> booked(ids, whole));
        } finally {
            owners.forEach(keeper.turns()::giveBack);
        }
    }

    /** Has the books of others hear what became of a file. */
    void tell(Bystanders others, String path, long bytes, long number) {
        if (!others.areNone()) {
            others.changed(path, "", bytes, number, Set.copyOf(ids(covering(path, STORED))));
        }
    }

    private void booked(Collection<BookId> ids, QuotaLedger.Change change) throws IOException {
        boolean[] begun = new boolean[1];
        try {
            keeper.ledger().change(ids, () -> {
                begun[0] = true;
                change.run();
            });
        } catch (LedgerException e) {
            if (begun[0]) {
                throw e;
            }
            keeper.tolerate(e);
            change.run();
        }
    }

    private static void inTurn(List<Turn> turns, int first, QuotaLedger.Change change) throws IOException {
        if (first == turns.size()) {
            change.run();
        } else {
            synchronized (turns.get(first)) {
                inTurn(turns, first + 1, change);
            }
        }
    }

    private static List<BookId> ids(List<Book> books) {
        return books.stream().map(Book::id).toList();
    }

    /** Where a limit stands in the policy. */
    int place(Limit limit) {
        return terms.limits().indexOf(limit);
    }

    Edge edge() {
        return keeper.edge();
    }

    void ended(Meter meter) {
        keeper.edge().ended(meter);
    }

    /** What a book permits at this moment, as far as that can be told. */
    long most(Book book) {
        try {
            return book.most();
        } catch (LedgerException e) {
            return book.limit().max();
        }
    }

    /** An amount was committed: tells of what it has come to. */
    void counted(Book book, long change) {
        keeper.warnings().look(book, change, teller);
    }

    private boolean covers(Book book, String path) {
        return switch (book.limit().count()) {
            case BYTES_STORED, FILES_STORED, FILE_SIZE -> book.limit().covers(user, path);
            default -> book.limit().covers(session, path);
        };
    }

    /** All of them, in the order of the policy. */
    List<Book> all() {
        return books;
    }

    /** Those about a path. */
    List<Book> covering(String path, Set<Count> counts) {
        boolean storing = !stocks.isEmpty() && counts.contains(Count.BYTES_STORED);
        Optional<String> place = storing ? links.place(path) : Optional.of(path);
        List<Book> covering = new ArrayList<>(books.size());
        for (Book book : books) {
            Optional<String> counted = book.isStock() ? place : Optional.of(path);
            if (counts.contains(book.limit().count()) && counted.isPresent() && covers(book, counted.get())) {
                covering.add(book);
            }
        }
        return covering;
    }

    private static List<Book> only(List<Book> books, Set<Count> counts) {
        return books.stream()
                .filter(book -> counts.contains(book.limit().count()))
                .toList();
    }

    /** @param observe hears of limits in {@code mode: observe} that are reached, each once */
    Meter upload(String path, long oldSize, long start, Consumer<Limit> observe) throws IOException {
        open();
        List<Book> covering = covering(path, UPLOADED);
        Meter.Books counted = new Meter.Books(
                only(covering, STORED),
                only(covering, SIZE),
                only(covering, WRITTEN),
                covering(path, READ).stream()
                        .filter(book -> book.limit().credit() > 0)
                        .toList());
        return began(new Meter(this, path, counted, oldSize, start, observe));
    }

    private Meter began(Meter meter) {
        if (!meter.countsNothing()) {
            keeper.edge().began(meter);
        }
        return meter;
    }

    /** Positions in it are bytes moved. */
    Meter download(String path, Consumer<Limit> observe) {
        List<Book> moved = covering(path, READ);
        Meter.Books counted = new Meter.Books(List.of(), List.of(), moved, List.of());
        return began(new Meter(this, path, counted, -1, 0, observe));
    }

    /**
     * The first limit that has no room for an upload, after a second look.
     *
     * @param oldSize the size of the file that is there, -1 if there is none
     * @param start where the upload begins to write
     * @param end where it ends at least
     */
    Optional<QuotaExceededException> refusesUpload(
            String path, long oldSize, long start, long end, Consumer<Limit> observe) throws IOException {
        List<Book> covering = covering(path, UPLOADED);
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        open();
        return refuses(
                covering,
                book -> switch (book.limit().count()) {
                    case BYTES_STORED -> Math.max(0, end - Math.max(0, oldSize));
                    case FILES_STORED -> oldSize < 0 ? 1 : 0;
                    case FILE_SIZE -> end;
                    case BYTES_WRITTEN -> end - start;
                    case FILES_WRITTEN -> 1;
                    default -> 0;
                },
                observe);
    }

    /**
     * The first limit that has no room for a download.
     *
     * @param size tells how many bytes it has; not asked if nothing counts them
     */
    Optional<QuotaExceededException> refusesDownload(String path, LongSupplier size, Consumer<Limit> observe)
            throws IOException {
        List<Book> covering = covering(path, READ);
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        long bytes = size.getAsLong();
        return refuses(
                covering, book -> book.limit().count() == Count.BYTES_READ ? bytes : Math.min(1, bytes), observe);
    }

    private interface Need {
        long in(Book book);
    }

    private Optional<QuotaExceededException> refuses(List<Book> covering, Need need, Consumer<Limit> observe)
            throws IOException {
        for (Book book : covering) {
            long amount = need.in(book);
            boolean full = isFull(book, amount);
            if (full && book.limit().count() != Count.FILE_SIZE) {
                full = isFullAlone(book, amount) && (!lookAgain(book) || isFullAlone(book, amount));
            }
            if (full && book.isObserved()) {
                observe.accept(book.limit());
            } else if (full && book.binds()) {
                long used = book.limit().count() == Count.FILE_SIZE ? LimitFacts.NOTHING_COUNTED : book.taken();
                return Optional.of(new QuotaExceededException(book.limit(), used, most(book)));
            }
        }
        return Optional.empty();
    }

    private boolean isFullAlone(Book book, long amount) throws IOException {
        return edge().whileShort(null, () -> isFull(book, amount));
    }

    private static boolean isFull(Book book, long amount) throws LedgerException {
        if (amount <= 0) {
            return false;
        }
        return book.limit().count() == Count.FILE_SIZE ? amount > book.limit().max() : book.lacks(amount);
    }

    /** Counts what is on disk, where that was not done since the start or somebody changed it unseen. */
    void open() throws IOException {
        try {
            countOwn(NOBODY);
            keeper.shared().await(sharedIds);
        } catch (LedgerException e) {
            keeper.tolerate(e);
        }
    }

    /** As {@link #open}, but only what the user alone has stored. */
    void countOwn(Walk.Visitor seen) throws LedgerException {
        synchronized (turn) {
            boolean outOfDate = turn.isOutOfDate() && keeper.isInForce(terms);
            if (outOfDate) {
                turn.upToDate();
            }
            if (outOfDate || !areCounted(ownStocks)) {
                recount(ownStocks, seen);
            }
        }
    }

    private boolean areCounted(List<Book> stocks) throws LedgerException {
        for (Book book : stocks) {
            if (!book.ledger().isCounted(book.id())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Before somebody is refused, the books are held against the disk: files may have gone without our knowledge. Not to be
     * called within a {@link #change}.
     */
    boolean lookAgain(Book book) throws IOException {
        if (!book.isStock()) {
            return false;
        }
        if (book.isShared()) {
            return keeper.shared().lookAgain(List.of(book.id()));
        }
        synchronized (turn) {
            return turn.recount(() -> recount(ownStocks, NOBODY));
        }
    }

    /** Counts anew what the user alone has stored. */
    StorageLimits.Counted scan() throws IOException {
        if (ownStocks.isEmpty()) {
            return new StorageLimits.Counted(0, List.of());
        }
        synchronized (turn) {
            List<BookId> known = new ArrayList<>();
            for (Book book : ownStocks) {
                if (book.ledger().isCounted(book.id())) {
                    known.add(book.id());
                }
            }
            return counted(known, keeper.ledger().recount(ids(ownStocks), () -> count(ownStocks, NOBODY)));
        }
    }

    /** @param known books that had been counted before */
    static StorageLimits.Counted counted(List<BookId> known, List<Difference> found) {
        return new StorageLimits.Counted(
                found.size(),
                found.stream()
                        .filter(each -> each.before() != each.now() && known.contains(each.book()))
                        .toList());
    }

    private void recount(List<Book> stocks, Walk.Visitor seen) throws LedgerException {
        if (stocks.isEmpty()) {
            return;
        }
        try {
            keeper.ledger().recount(ids(stocks), () -> count(stocks, seen));
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException("cannot count what " + user + " has stored", e);
        }
    }

    private long[] count(List<Book> stocks, Walk.Visitor seen) throws IOException {
        long[] found = new long[stocks.size()];
        Walk.over(start(stocks), (file, size) -> {
            seen.visit(file, size);
            for (int i = 0; i < found.length; i++) {
                Limit limit = stocks.get(i).limit();
                if (limit.covers(user, file.getAbsolutePath())) {
                    found[i] += Book.amount(limit, size, 1);
                }
            }
        });
        return found;
    }

    private FtpFile start(List<Book> stocks) throws IOException {
        String root = stocks.stream()
                .map(book -> book.limit().root(user))
                .reduce((a, b) -> a.equals(b) ? a : "/")
                .orElse("/");
        try {
            return files.getFile(root);
        } catch (FtpException e) {
            throw new IOException("cannot count what " + user + " has stored", e);
        }
    }

    /** Deletes, and takes what was deleted off the books. */
    boolean delete(FtpFile file) throws IOException {
        open();
        boolean[] deleted = new boolean[1];
        change(file.getAbsolutePath(), others -> {
            boolean stored = file.isFile() && !Links.isOne(file);
            List<Book> counted = stored ? covering(file.getAbsolutePath(), STORED) : List.of();
            boolean seen = stored && !others.areNone();
            long size = counted.isEmpty() && !seen ? 0 : file.getSize();
            deleted[0] = file.delete();
            if (!deleted[0]) {
                return;
            }
            changed();
            for (Book book : counted) {
                commit(book, 0, -Book.amount(book.limit(), size, 1));
            }
            if (seen) {
                others.changed(file.getAbsolutePath(), "", -size, -1, Set.copyOf(ids(counted)));
            }
        });
        return deleted[0];
    }

    private void commit(Book book, long promised, long change) {
        book.commit(promised, change);
        counted(book, change);
    }

    /**
     * Renames a file or a tree, and moves what it holds from the limits it leaves to those it enters.
     *
     * @throws QuotaExceededException if a limit at the new place has no room for it; nothing was moved
     */
    boolean move(FtpFile from, FtpFile to) throws IOException {
        open();
        List<String> roots = List.of(from.getAbsolutePath(), to.getAbsolutePath());
        boolean[] moved = new boolean[1];
        try {
            change(roots, others -> moved[0] = moveNow(from, to, others));
        } catch (ShortException e) {
            if (!lookAgain(e.book)) {
                throw e.refusal;
            }
            try {
                change(roots, others -> moved[0] = moveNow(from, to, others));
            } catch (ShortException again) {
                throw again.refusal;
            }
        }
        return moved[0];
    }

    /** A book has no room, as far as it knows. */
    private static final class ShortException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Book book;
        private final transient QuotaExceededException refusal;

        ShortException(Book book, QuotaExceededException refusal) {
            super(refusal);
            this.book = book;
            this.refusal = refusal;
        }
    }

    private boolean moveNow(FtpFile from, FtpFile to, Bystanders others) throws IOException {
        Map<Book, long[]> changes = changes(from, to);
        List<Runnable> tellings = tellings(from, to, others);
        Map<Book, Long> promised = new LinkedHashMap<>();
        boolean moved = false;
        try {
            for (Map.Entry<Book, long[]> change : changes.entrySet()) {
                Book book = change.getKey();
                long more = Math.max(0, change.getValue()[0]);
                if (more > 0) {
                    promised.put(book, promise(book, more));
                }
            }
            moved = Placing.move(from, to);
            if (moved) {
                tellings.forEach(Runnable::run);
            }
            return moved;
        } finally {
            for (Map.Entry<Book, long[]> change : changes.entrySet()) {
                Book book = change.getKey();
                commit(book, promised.getOrDefault(book, 0L), moved ? change.getValue()[0] : 0);
            }
            changed();
        }
    }

    private long promise(Book book, long more) throws IOException {
        Book.Promise promise = book.reserve(more);
        if (promise == Book.Promise.REFUSED) {
            promise = edge().whileShort(null, () -> book.reserve(more));
        }
        if (promise == Book.Promise.REFUSED && (!book.binds() || book.isObserved())) {
            promise = book.reserveAnyway(more);
        }
        if (promise == Book.Promise.REFUSED) {
            throw new ShortException(book, new QuotaExceededException(book.limit(), book.taken(), most(book)));
        }
        return promise == Book.Promise.GIVEN ? more : 0;
    }

    private Map<Book, long[]> changes(FtpFile from, FtpFile to) throws IOException {
        String oldRoot = from.getAbsolutePath();
        String newRoot = to.getAbsolutePath();
        Map<Book, long[]> changes = new LinkedHashMap<>();
        if (stocks.isEmpty()) {
            return changes;
        }
        Optional<String> leaves = Links.isOne(from) ? Optional.empty() : links.place(oldRoot);
        Optional<String> enters = Links.isOne(from) ? Optional.empty() : links.place(newRoot);
        Walk.over(from, (file, size) -> {
            String rest = file.getAbsolutePath().substring(oldRoot.length());
            for (Book book : stocks) {
                long before = amount(book, leaves.map(root -> root + rest), size);
                long after = amount(book, enters.map(root -> root + rest), size);
                add(changes, book, after - before);
            }
        });
        if (to.isFile() && !newRoot.equals(oldRoot)) { // a file system that replaces it
            Optional<String> replaced = Links.isOne(to) ? Optional.empty() : links.place(newRoot);
            long size = to.getSize();
            for (Book book : stocks) {
                add(changes, book, -amount(book, replaced, size));
            }
        }
        return changes;
    }

    /** What a file adds to a book. */
    private long amount(Book book, Optional<String> place, long size) {
        boolean covered = place.isPresent() && book.limit().covers(user, place.get());
        return covered ? Book.amount(book.limit(), size, 1) : 0;
    }

    /** What others are to hear of a move, once it is done. */
    private List<Runnable> tellings(FtpFile from, FtpFile to, Bystanders others) throws IOException {
        List<Runnable> tellings = new ArrayList<>();
        if (others.areNone() || Links.isOne(from)) {
            return tellings;
        }
        String oldRoot = from.getAbsolutePath();
        String newRoot = to.getAbsolutePath();
        Walk.over(from, (file, size) -> {
            String path = file.getAbsolutePath();
            String rest = path.substring(oldRoot.length());
            Set<BookId> before = Set.copyOf(ids(covering(path, STORED)));
            Set<BookId> after = Set.copyOf(ids(covering(newRoot + rest, STORED)));
            tellings.add(() -> others.changed(oldRoot, rest, -size, -1, before));
            tellings.add(() -> others.changed(newRoot, rest, size, 1, after));
        });
        return tellings;
    }

    private static void add(Map<Book, long[]> changes, Book book, long change) {
        if (change != 0) {
            changes.computeIfAbsent(book, unused -> new long[1])[0] += change;
        }
    }
}
