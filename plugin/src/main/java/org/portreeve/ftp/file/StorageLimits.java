package org.portreeve.ftp.file;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.QuotaLedger.Scope;
import org.portreeve.reply.SymbolicReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy's limits on stored files, and the ledger that they are counted in. */
public final class StorageLimits {

    /** Why a file that is being written cannot be changed otherwise. */
    static final Refusal BUSY = Refusal.builtIn(SymbolicReply.TRY_LATER, "upload-under-way");

    private static final Refusal NO_BOOKS = Refusal.builtIn(SymbolicReply.TRY_LATER, "quota-ledger");

    private static final Logger LOG = LoggerFactory.getLogger(StorageLimits.class);

    private final QuotaLedger ledger;
    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();
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

    public StorageLimits(Policy policy, QuotaLedger ledger) {
        this.ledger = ledger;
        this.current = new Terms(policy);
        this.previous = current;
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
    }

    /** What holds for a session that is under this policy; null for one that is under none yet. */
    Terms terms(@Nullable Policy policy) {
        Terms old = previous;
        return policy == old.policy() ? old : current;
    }

    UserBooks booksOf(String user, FileSystemView files, Terms terms) {
        List<Limit> limits =
                terms.limits().stream().filter(limit -> limit.concerns(user)).toList();
        Turn turn = turns.computeIfAbsent(user, unused -> new Turn(System::nanoTime));
        return new UserBooks(
                user,
                limits,
                limit -> new BookId(limit.id(), limit.fingerprint(), "user " + user),
                ledger,
                files,
                turn,
                () -> terms.keepAllOf(current));
    }

    /**
     * Whether an upload is hopeless before its first byte.
     *
     * @param view the session's file system view
     * @param path the absolute virtual path of the target
     * @param oldSize the size of the file that would be replaced or continued, -1 if there is none
     * @param offset where the upload would begin to write
     */
    public Optional<Refusal> reached(FileSystemView view, String path, long oldSize, long offset) {
        if (!(view instanceof GuardedView guarded)) {
            return Optional.empty();
        }
        return reached(guarded.books(), path, oldSize, offset, guarded::wouldRefuse);
    }

    /**
     * Whether an upload that was refused after its 150 would be refused there again.
     *
     * @param file the target
     * @param oldSize as in {@link #reached}
     * @param size the size that the file would come to
     */
    public Optional<Refusal> refusedAgain(FileSystemView view, FtpFile file, long oldSize, long size) {
        if (UploadsUnderWay.touches(file)) {
            return Optional.of(BUSY);
        }
        if (size <= 0 || !(view instanceof GuardedView guarded)) {
            return Optional.empty();
        }
        return reached(guarded.books(), file.getAbsolutePath(), oldSize, size - 1, observed -> {});
    }

    private static Optional<Refusal> reached(
            UserBooks books, String path, long oldSize, long offset, Consumer<Limit> observe) {
        try {
            Optional<Limit> limit = books.reached(path, oldSize, offset, observe);
            return limit.isEmpty() ? Optional.empty() : Optional.of(refusal(limit.get(), books.used(limit.get())));
        } catch (LedgerException e) {
            return Optional.of(noBooks(e));
        }
    }

    /** Nothing that a limit covers is stored while its books cannot be asked. */
    static Refusal noBooks(LedgerException e) {
        LOG.error("the quota ledger cannot be asked: {}", e.getMessage());
        return NO_BOOKS;
    }

    static Refusal refusal(QuotaExceededException e) {
        return refusal(e.limit(), e.used());
    }

    private static Refusal refusal(Limit limit, long used) {
        return new Refusal(limit.reply(), List.of(limit.id()), "", LimitFacts.of(limit, used));
    }
}
