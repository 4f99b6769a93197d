package org.portreeve.ftp.file;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.AuditLog;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Session;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Difference;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.QuotaLedger.Scope;
import org.portreeve.reply.SymbolicReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy's limits on what is stored and moved, and the ledger that it is counted in. */
public final class StorageLimits {

    /** Why a file that is being written cannot be changed otherwise. */
    static final Refusal BUSY = Refusal.builtIn(SymbolicReply.TRY_LATER, "upload-under-way");

    private static final Refusal NO_BOOKS = Refusal.builtIn(SymbolicReply.TRY_LATER, "quota-ledger");
    private static final Refusal NOT_COUNTED = Refusal.builtIn(SymbolicReply.TRY_LATER, "quota-count");

    private static final Logger LOG = LoggerFactory.getLogger(StorageLimits.class);

    private final QuotaLedger ledger;
    private final LedgerLoss loss;
    private final InstantSource clock;
    private final OwnerNames names;
    private final SharedStocks shared;
    private final Warnings warnings = new Warnings();
    private final Turns turns = new Turns();
    private final OwnStocks own = new OwnStocks(this);
    private final Neighbours neighbours = new Neighbours();
    private final Edge edge = new Edge();
    private volatile Terms current;
    private volatile Terms previous;

    /** The limits of one policy. */
    record Terms(Policy policy, List<Limit> limits) {

        Terms(Policy policy) {
            this(
                    policy,
                    policy.limits().stream()
                            .filter(Limit::isEnforceable)
                            .<Limit>map(limit -> limit)
                            .toList());
        }

        /** Whether anything is counted that outlives a session. */
        boolean needBooks() {
            return limits.stream()
                    .anyMatch(limit -> limit.count() != Limit.Count.FILE_SIZE && limit.per() != Limit.Per.SESSION);
        }

        /** Whether anything is counted that lies there. */
        boolean countStocks() {
            return limits.stream().anyMatch(limit -> Book.isStock(limit.count()));
        }

        /** What these limits count. */
        Set<Scope> scopes() {
            return limits.stream().map(Terms::scope).collect(Collectors.toUnmodifiableSet());
        }

        private static Scope scope(Limit limit) {
            return new Scope(limit.id(), limit.fingerprint());
        }

        boolean isOf(Terms other) {
            return policy == other.policy;
        }

        /** Whether who keeps books under these terms keeps all that are kept under the others. */
        boolean keepAllOf(Terms other) {
            return scopes().containsAll(other.scopes());
        }
    }

    /**
     * @param clock tells which window it is
     * @param failure what is done while the ledger cannot be asked, which the audit log then has
     */
    public StorageLimits(
            Policy policy, QuotaLedger ledger, InstantSource clock, LedgerFailure failure, AuditLog audit) {
        this.ledger = ledger;
        this.names = new OwnerNames(ledger);
        this.clock = clock;
        this.loss = new LedgerLoss(failure, clock, audit);
        this.shared = new SharedStocks(ledger);
        this.current = new Terms(policy);
        this.previous = current;
    }

    /** Says where the users have their files; what they have stored is counted from now on, if it was not before. */
    public void attend(Homes homes) {
        shared.attend(homes);
        shared.keep(sharedBooks(current));
        own.attend(homes);
        own.count();
    }

    /**
     * Sees to it that the books of a policy can be asked, if it needs any.
     *
     * @throws LedgerException if they cannot, and that is to hinder the policy
     */
    public void open(Policy policy) throws LedgerException {
        if (!new Terms(policy).needBooks()) {
            return;
        }
        try {
            ledger.open();
        } catch (LedgerException e) {
            tolerate(e);
        }
    }

    /**
     * Gets ready for a policy that is about to be put in force. Books of limits that were in force and count the same go
     * on; of others none is left, so that a limit that comes back does not find the books that it left.
     */
    public synchronized void prepare(Policy policy) {
        Set<Scope> goOn = new HashSet<>(current.scopes());
        previous = current;
        current = new Terms(policy);
        goOn.retainAll(current.scopes());
        try {
            ledger.keepOnly(goOn);
        } catch (LedgerException e) {
            LOG.warn("books of limits that are no more are kept: {}", e.getMessage());
        }
        shared.keep(sharedBooks(current));
        own.count();
    }

    private static List<SharedStocks.Shared> sharedBooks(Terms terms) {
        List<SharedStocks.Shared> all = new ArrayList<>();
        for (Limit limit : terms.limits()) {
            if (Book.isStock(limit.count())) {
                for (Limit.Owner owner : limit.sharedOwners()) {
                    all.add(new SharedStocks.Shared(
                            limit, owner, new BookId(limit.id(), limit.fingerprint(), owner.toString())));
                }
            }
        }
        return all;
    }

    /** How far the count of what is stored has come, if one is under way: {@code 3 of 10 users, 512 files, 1.2 GiB}. */
    public Optional<String> counting() {
        return shared.progress().or(own::progress);
    }

    /**
     * What a count found.
     *
     * @param books how many were counted
     * @param differences of those that had been counted before, where they said something else
     */
    record Counted(long books, List<Difference> differences) {}

    /** Counts anew what a user alone has stored. */
    Counted scan(String user, FileSystemView files) throws IOException {
        UserBooks books = booksOf(user, null, files, current, (book, used, most, share) -> {});
        try {
            return books.scan();
        } finally {
            books.close();
        }
    }

    /** Whether anything is counted that this user alone has stored. */
    boolean countsStockOf(String user) {
        return current.limits().stream()
                .anyMatch(
                        limit -> Book.isStock(limit.count()) && limit.per() == Limit.Per.USER && limit.concerns(user));
    }

    /** Counts what a user alone has stored, unless somebody has done so. */
    void countOnce(String user, FileSystemView files, Walk.Visitor seen) throws IOException {
        UserBooks books = booksOf(user, null, files, current, (book, used, most, share) -> {});
        try {
            books.countOwn(seen);
        } finally {
            books.close();
        }
    }

    /** Counts aside no longer. */
    public void close() {
        own.close();
    }

    /** Counts anew what groups and everyone have stored. */
    Counted scanShared() throws IOException {
        return shared.scan();
    }

    // ---- for the books

    QuotaLedger ledger() {
        return ledger;
    }

    SharedStocks shared() {
        return shared;
    }

    Warnings warnings() {
        return warnings;
    }

    /** Tells of a user's home, so that what others change in it is counted. */
    void attend(String user, FileSystemView files) {
        if (countStocks()) {
            neighbours.add(user, files);
        }
    }

    boolean countStocks() {
        return current.countStocks();
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** The books of what a user stores, and those that the user has a share in. */
    List<Book> stocksOf(String user, Terms terms) {
        return books(user, null, terms).stream().filter(Book::isStock).toList();
    }

    Turns turns() {
        return turns;
    }

    /** Whether all books that hold at this moment are among those of these terms. */
    boolean isInForce(Terms terms) {
        Terms now = current;
        return terms.isOf(now) || terms.keepAllOf(now);
    }

    /** Has what was counted survive a power failure. The file is stored in any case; what is open is known to be so. */
    void sync() {
        try {
            ledger.sync();
        } catch (LedgerException e) {
            LOG.error("the quota ledger is behind its files: {}", e.getMessage());
        }
    }

    void tolerate(LedgerException e) throws LedgerException {
        loss.tolerate(e);
    }

    Edge edge() {
        return edge;
    }

    /** What holds for a session that is under this policy; null for one that is under none yet. */
    Terms terms(@Nullable Policy policy) {
        Terms old = previous;
        return policy == old.policy() ? old : current;
    }

    /** @param owner null for a view that serves no session */
    UserBooks booksOf(
            String user, @Nullable SessionState owner, FileSystemView files, Terms terms, UserBooks.Teller teller) {
        return new UserBooks(facts(user, owner), terms, books(user, owner, terms), files, this, teller);
    }

    private List<Book> books(String user, @Nullable SessionState owner, Terms terms) {
        Session session = facts(user, owner);
        Supplier<ZonedDateTime> wall =
                () -> clock.instant().atZone(terms.policy().zone());
        List<Book> books = new ArrayList<>();
        for (Limit limit : terms.limits()) {
            boolean binds = limit.concerns(session);
            boolean stands = Book.isStock(limit.count()) || limit.count() == Limit.Count.FILE_SIZE;
            if (!(stands ? limit.concerns(user) : binds)) {
                continue;
            }
            QuotaLedger kept = limit.per() == Limit.Per.SESSION && owner != null ? owner.ledger() : ledger;
            for (Limit.Owner each : limit.owners(session)) {
                BookId id = new BookId(limit.id(), limit.fingerprint(), names.of(each, owner));
                books.add(new Book(limit, id, kept, binds, wall, loss));
            }
        }
        return books;
    }

    static Session facts(String user, @Nullable SessionState owner) {
        Session facts = owner == null ? null : owner.facts();
        return facts != null && user.equals(facts.user())
                ? facts
                : new Session(user, InetAddress.getLoopbackAddress(), "", Channel.CLEAR, Channel.CLEAR, null);
    }

    // ---- before the first byte

    /**
     * Whether an upload is hopeless before its first byte.
     *
     * @param view the session's file system view
     * @param file the target
     * @param oldSize the size of the file that would be replaced or continued, -1 if there is none
     * @param offset where the upload would begin to write
     * @param announced how many bytes it has, or {@link Request#UNKNOWN_SIZE}; behind a REST it may be the whole file
     * @param appends whether it has so many in any case
     */
    public Optional<Refusal> reached(
            FileSystemView view, FtpFile file, long oldSize, long offset, long announced, boolean appends) {
        if (!(view instanceof GuardedView guarded)) {
            return Optional.empty();
        }
        long end;
        if (announced == Request.UNKNOWN_SIZE) {
            end = offset == Long.MAX_VALUE ? offset : offset + 1;
        } else {
            end = appends || offset == 0 ? offset + announced : Math.max(offset, announced);
        }
        return asked(() -> guarded.books()
                .refusesUpload(file.getAbsolutePath(), oldSize, offset, Math.max(offset, end), guarded::wouldRefuse));
    }

    /**
     * Whether an upload that was refused after its 150 would be refused there again.
     *
     * @param oldSize as in {@link #reached}
     * @param offset as in {@link #reached}
     * @param size the size that the file would come to
     */
    public Optional<Refusal> refusedAgain(FileSystemView view, FtpFile file, long oldSize, long offset, long size) {
        if (size <= 0 || !(view instanceof GuardedView guarded)) {
            return Optional.empty();
        }
        return asked(() -> guarded.books()
                .refusesUpload(
                        file.getAbsolutePath(), oldSize, Math.min(offset, size), Math.max(offset, size), unused -> {}));
    }

    /** Whether another upload writes the file at this moment. */
    public Optional<Refusal> busy(FtpFile file) {
        return UploadsUnderWay.touches(file) ? Optional.of(BUSY) : Optional.empty();
    }

    /**
     * Whether a download is hopeless before its first byte.
     *
     * @param offset where in the file it would begin
     */
    public Optional<Refusal> reachedByDownload(FileSystemView view, FtpFile file, long offset) {
        if (!(view instanceof GuardedView guarded)) {
            return Optional.empty();
        }
        return asked(() -> guarded.books()
                .refusesDownload(
                        file.getAbsolutePath(),
                        () -> file.isFile() ? Math.max(0, file.getSize() - offset) : 0,
                        guarded::wouldRefuse));
    }

    /** Asks the books. */
    interface Question {
        Optional<QuotaExceededException> ask() throws IOException;
    }

    static Optional<Refusal> asked(Question question) {
        try {
            return question.ask().map(StorageLimits::refusal);
        } catch (IOException e) {
            return Optional.of(refusalOf(e));
        }
    }

    /** What a client hears whose question the books did not answer. */
    public static Refusal refusalOf(IOException e) {
        return refusal(e).orElse(NO_BOOKS);
    }

    /** The refusal behind a fault, if it is one of ours. Nothing that a limit covers is stored while its books are unknown. */
    static Optional<Refusal> refusal(IOException e) {
        if (e instanceof QuotaExceededException exceeded) {
            return Optional.of(refusal(exceeded));
        }
        if (e instanceof BusyException) {
            return Optional.of(BUSY);
        }
        if (e instanceof SharedStocks.UncountedException) {
            return Optional.of(NOT_COUNTED);
        }
        if (e instanceof LedgerException) {
            LOG.error("the quota ledger cannot be asked: {}", e.getMessage());
            return Optional.of(NO_BOOKS);
        }
        return Optional.empty();
    }

    private static Refusal refusal(QuotaExceededException e) {
        Limit limit = e.limit();
        Refusal refusal = new Refusal(limit.reply(), List.of(limit.id()), "", LimitFacts.of(limit, e.used(), e.most()));
        return limit.disconnects() ? refusal.ending() : refusal;
    }
}
