package org.portreeve.ftp.file;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.User;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.reply.SymbolicReply;

/** The policy's limits on stored files, and the ledger that they are counted in. */
public final class StorageLimits {

    /** Why a file that is being written cannot be changed otherwise. */
    static final Refusal BUSY = Refusal.builtIn(SymbolicReply.TRY_LATER, "upload-under-way");

    private static final Set<Limit.Count> OURS =
            EnumSet.of(Limit.Count.BYTES_STORED, Limit.Count.FILES_STORED, Limit.Count.FILE_SIZE);

    private final Policy policy;
    private final QuotaLedger ledger;
    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

    public StorageLimits(Policy policy, QuotaLedger ledger) {
        this.policy = policy;
        this.ledger = ledger;
    }

    UserBooks booksOf(User user, FileSystemView files) {
        String name = user.getName();
        List<Limit> limits = policy.limits().stream()
                .filter(limit -> OURS.contains(limit.count()) && limit.per() == Limit.Per.USER)
                .filter(limit -> !limit.isObserved() && limit.concerns(name))
                .<Limit>map(limit -> limit)
                .toList();
        return new UserBooks(
                name, limits, ledger, files, turns.computeIfAbsent(name, unused -> new Turn(System::nanoTime)));
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
        return guarded.books().reached(path, oldSize, offset).map(StorageLimits::refusal);
    }

    static Refusal refusal(Limit limit) {
        return new Refusal(limit.reply(), List.of(limit.id()));
    }
}
