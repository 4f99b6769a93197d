package org.portreeve.ftp.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;
import org.portreeve.quota.BookId;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.reply.SymbolicReply;

/** The policy's limits on stored files, and the ledger that they are counted in. */
public final class StorageLimits {

    /** Why a file that is being written cannot be changed otherwise. */
    static final Refusal BUSY = Refusal.builtIn(SymbolicReply.TRY_LATER, "upload-under-way");

    private final QuotaLedger ledger;
    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();
    /** Never given twice, so that a limit that comes back does not find the books that it left. */
    private int lastEdition;

    private volatile Terms current;
    private volatile Terms previous;

    /**
     * The limits of one policy.
     *
     * @param editions which edition of a limit's books is its own; a limit that begins to count other files than before
     *     begins with new books
     */
    record Terms(Policy policy, List<Limit> limits, Map<String, Integer> editions) {

        boolean isSameAs(Terms other) {
            return policy == other.policy && editions.equals(other.editions);
        }

        int edition(Limit limit) {
            return editions.getOrDefault(limit.id(), 0);
        }

        /** Whether who keeps books under these terms keeps all that are kept under the others. */
        boolean keepAllOf(Terms other) {
            return other.limits().stream()
                    .allMatch(limit -> Objects.equals(editions.get(limit.id()), other.editions.get(limit.id())));
        }
    }

    public StorageLimits(Policy policy, QuotaLedger ledger) {
        this.ledger = ledger;
        List<Limit> limits = limitsOf(policy);
        Map<String, Integer> first = new HashMap<>();
        limits.forEach(limit -> first.put(limit.id(), lastEdition));
        this.current = new Terms(policy, limits, Map.copyOf(first));
        this.previous = current;
    }

    /** Gets ready for a policy that is about to be put in force. Books of limits that count the same go on. */
    public synchronized void prepare(Policy policy) {
        Terms old = current;
        int next = ++lastEdition;
        Map<String, Integer> editions = new HashMap<>();
        List<Limit> limits = limitsOf(policy);
        for (Limit limit : limits) {
            boolean same = old.limits().stream()
                    .anyMatch(
                            each -> each.id().equals(limit.id()) && each.scope().equals(limit.scope()));
            editions.put(limit.id(), same ? old.edition(limit) : next);
        }
        previous = old;
        current = new Terms(policy, limits, Map.copyOf(editions));
    }

    private static List<Limit> limitsOf(Policy policy) {
        return policy.limits().stream()
                .filter(Limit::isEnforceable)
                .<Limit>map(limit -> limit)
                .toList();
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
                limit -> new BookId(limit.id(), user, terms.edition(limit)),
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
        UserBooks books = guarded.books();
        return books.reached(path, oldSize, offset, guarded::wouldRefuse)
                .map(limit -> refusal(limit, books.used(limit)));
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
        UserBooks books = guarded.books();
        return books.reached(file.getAbsolutePath(), oldSize, size - 1, observed -> {})
                .map(limit -> refusal(limit, books.used(limit)));
    }

    static Refusal refusal(QuotaExceededException e) {
        return refusal(e.limit(), e.used());
    }

    private static Refusal refusal(Limit limit, long used) {
        return new Refusal(limit.reply(), List.of(limit.id()), "", LimitFacts.of(limit, used));
    }
}
