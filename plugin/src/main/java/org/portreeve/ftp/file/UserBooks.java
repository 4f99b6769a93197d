package org.portreeve.ftp.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Limit.Count;
import org.portreeve.quota.BookId;
import org.portreeve.quota.QuotaLedger;

/**
 * What the limits count for one user. Changes of a user's files and of the user's books are one step: they take the
 * user's turn.
 */
final class UserBooks {

    /** A change of what is stored; runs while nobody else changes the user's books. */
    interface Change {
        void run() throws IOException;
    }

    private final String user;
    private final List<Limit> limits;
    private final QuotaLedger ledger;
    private final FileSystemView files;
    private final Turn turn;
    private final Function<Limit, BookId> ids;
    private final BooleanSupplier inForce;

    /** @param inForce whether all books of the user that hold at this moment are among these */
    UserBooks(
            String user,
            List<Limit> limits,
            Function<Limit, BookId> ids,
            QuotaLedger ledger,
            FileSystemView files,
            Turn turn,
            BooleanSupplier inForce) {
        this.user = user;
        this.limits = limits;
        this.ids = ids;
        this.ledger = ledger;
        this.files = files;
        this.turn = turn;
        this.inForce = inForce;
    }

    /** What is stored has changed; a policy that came in the meantime may count what these books do not. */
    void changed() {
        if (!inForce.getAsBoolean()) {
            turn.changedUnseen();
        }
    }

    Turn turn() {
        return turn;
    }

    QuotaLedger ledger() {
        return ledger;
    }

    BookId id(Limit limit) {
        return ids.apply(limit);
    }

    /** The limits that count a file at a path. */
    List<Limit> covering(String path) {
        return limits.stream().filter(limit -> limit.covers(user, path)).toList();
    }

    /** @param observe hears of limits in {@code mode: observe} that are reached, each once */
    Meter meter(String path, long oldSize, Consumer<Limit> observe) {
        open();
        return new Meter(this, covering(path), oldSize, observe);
    }

    /** The first limit that leaves no room for an upload of even one byte, after a second look at the disk. */
    Optional<Limit> reached(String path, long oldSize, long offset, Consumer<Limit> observe) {
        List<Limit> covering = covering(path);
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        open();
        Optional<Limit> limit = firstReached(covering, oldSize, offset);
        if (limit.isPresent() && lookAgain()) {
            limit = firstReached(covering, oldSize, offset);
        }
        covering.stream()
                .filter(each -> each.isObserved() && isReached(each, oldSize, offset))
                .forEach(observe);
        return limit;
    }

    private Optional<Limit> firstReached(List<Limit> covering, long oldSize, long offset) {
        return covering.stream()
                .filter(limit -> !limit.isObserved() && isReached(limit, oldSize, offset))
                .findFirst();
    }

    private boolean isReached(Limit limit, long oldSize, long offset) {
        return switch (limit.count()) {
            case FILE_SIZE -> offset >= limit.max();
            case FILES_STORED -> oldSize < 0 && ledger.taken(id(limit)) >= limit.max();
            case BYTES_STORED -> offset - Math.max(oldSize, 0) >= limit.max() - ledger.taken(id(limit));
            case BYTES_WRITTEN,
                    BYTES_READ,
                    FILES_WRITTEN,
                    FILES_READ,
                    SESSIONS,
                    FAILED_LOGINS,
                    COMMANDS,
                    IDLE_TIME,
                    RATE_UP,
                    RATE_DOWN -> false;
        };
    }

    /** Counts what is on disk, where that was not done since the start or somebody changed it unseen. */
    private void open() {
        synchronized (turn) {
            boolean outOfDate = turn.isOutOfDate() && inForce.getAsBoolean();
            if (outOfDate) {
                turn.upToDate();
            }
            boolean known = !outOfDate
                    && limits.stream()
                            .filter(limit -> limit.count() != Count.FILE_SIZE)
                            .allMatch(limit -> ledger.knows(id(limit)));
            if (!known) {
                recount();
            }
        }
    }

    /** Reserves in the ledger, after a second look at the disk if need be. */
    boolean reserve(Limit limit, long amount) {
        if (turn.isOutOfDate()) {
            open();
        }
        return ledger.reserve(id(limit), amount, most(limit))
                || (lookAgain() && ledger.reserve(id(limit), amount, most(limit)));
    }

    /** What is only observed is counted, and never full. */
    private static long most(Limit limit) {
        return limit.isObserved() ? Long.MAX_VALUE : limit.max();
    }

    /** What the limit has counted, uploads under way included; {@link LimitFacts#NOTHING_COUNTED} if it counts nothing up. */
    long used(Limit limit) {
        return limit.count() == Count.FILE_SIZE ? LimitFacts.NOTHING_COUNTED : ledger.taken(id(limit));
    }

    /** Whether more is taken than the limit permits. */
    boolean isOver(Limit limit) {
        return ledger.taken(id(limit)) > limit.max();
    }

    /**
     * Before a user is refused, the books are held against the disk: files may have gone without our knowledge. Not while
     * a file is being continued in place, whose new bytes are reserved and on disk already.
     */
    private boolean lookAgain() {
        synchronized (turn) {
            return !UploadsUnderWay.anyContinued() && turn.recount(this::recount);
        }
    }

    private void recount() {
        long[] found = new long[limits.size()];
        walk(start(), (path, size) -> {
            for (int i = 0; i < found.length; i++) {
                Limit limit = limits.get(i);
                if (limit.covers(user, path)) {
                    found[i] += amount(limit, size, 1);
                }
            }
        });
        for (int i = 0; i < found.length; i++) {
            ledger.recount(id(limits.get(i)), found[i]);
        }
    }

    private FtpFile start() {
        String root = limits.stream()
                .map(limit -> limit.root(user))
                .reduce(UserBooks::commonRoot)
                .orElse("/");
        try {
            return files.getFile(root);
        } catch (FtpException e) {
            throw new IllegalStateException("cannot count what " + user + " has stored", e);
        }
    }

    private static String commonRoot(String a, String b) {
        if (a.equals(b)) {
            return a;
        }
        return "/";
    }

    /** What a file adds to a limit. */
    static long amount(Limit limit, long bytes, long files) {
        return switch (limit.count()) {
            case BYTES_STORED -> bytes;
            case FILES_STORED -> files;
            case FILE_SIZE,
                    BYTES_WRITTEN,
                    BYTES_READ,
                    FILES_WRITTEN,
                    FILES_READ,
                    SESSIONS,
                    FAILED_LOGINS,
                    COMMANDS,
                    IDLE_TIME,
                    RATE_UP,
                    RATE_DOWN -> 0;
        };
    }

    /** Deletes, and takes what was deleted off the books. */
    boolean delete(FtpFile file) {
        synchronized (turn) {
            open();
            boolean counted = file.isFile();
            long size = counted ? file.getSize() : 0;
            if (!file.delete()) {
                return false;
            }
            changed();
            if (counted) {
                for (Limit limit : covering(file.getAbsolutePath())) {
                    ledger.settle(id(limit), 0, -amount(limit, size, 1));
                }
            }
            return true;
        }
    }

    /**
     * Renames a file or a tree, and moves what it holds from the limits it leaves to those it enters.
     *
     * @throws QuotaExceededException if a limit at the new place has no room for it; nothing was moved
     */
    boolean move(FtpFile from, FtpFile to) throws QuotaExceededException {
        synchronized (turn) {
            open();
            Map<Limit, long[]> changes = changes(from, to);
            List<Limit> reserved = new ArrayList<>();
            boolean moved = false;
            try {
                for (Map.Entry<Limit, long[]> change : changes.entrySet()) {
                    Limit limit = change.getKey();
                    if (!ledger.reserve(id(limit), more(change.getValue()), most(limit))) {
                        throw new QuotaExceededException(limit, used(limit));
                    }
                    reserved.add(limit);
                }
                moved = Placing.move(from, to);
                return moved;
            } finally {
                for (Limit limit : reserved) {
                    long[] change = Objects.requireNonNull(changes.get(limit));
                    ledger.settle(id(limit), more(change), moved ? change[0] : 0);
                }
                changed();
            }
        }
    }

    private static long more(long[] change) {
        return Math.max(0, change[0]);
    }

    private Map<Limit, long[]> changes(FtpFile from, FtpFile to) {
        String oldRoot = from.getAbsolutePath();
        String newRoot = to.getAbsolutePath();
        Map<Limit, long[]> changes = new HashMap<>();
        if (limits.isEmpty()) {
            return changes;
        }
        walk(from, (path, size) -> {
            String newPath = newRoot + path.substring(oldRoot.length());
            for (Limit limit : limits) {
                long before = limit.covers(user, path) ? amount(limit, size, 1) : 0;
                long after = limit.covers(user, newPath) ? amount(limit, size, 1) : 0;
                if (before != after) {
                    changes.computeIfAbsent(limit, unused -> new long[1])[0] += after - before;
                }
            }
        });
        return changes;
    }

    private interface Visitor {
        void visit(String path, long size);
    }

    /**
     * Visits the plain files of a tree, not unfinished uploads. Symbolic links are followed, as they are when somebody
     * stores through them, but nothing is visited twice.
     */
    private static void walk(FtpFile start, Visitor visitor) {
        Links links = new Links(start);
        Deque<FtpFile> todo = new ArrayDeque<>();
        todo.add(start);
        while (!todo.isEmpty()) {
            FtpFile file = todo.pop();
            if (file.isFile()) {
                visitor.visit(file.getAbsolutePath(), file.getSize());
            } else if (file.isDirectory()) {
                List<? extends FtpFile> children = file.listFiles();
                if (children != null) {
                    children.stream()
                            .filter(child -> !HiddenNames.matches(child.getAbsolutePath()))
                            .filter(links::leadSomewhereNew)
                            .forEach(todo::push);
                }
            }
        }
    }
}
