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
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/**
 * What the limits count for one user. Changes of a user's files and of the user's books are one step: they take the
 * user's turn.
 */
final class UserBooks {

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

    /** Changes files and books as one step. To be called by whoever has the user's turn. */
    void change(QuotaLedger.Change change) throws IOException {
        ledger.change(limits.stream().filter(UserBooks::isStored).map(ids).toList(), change);
    }

    private static boolean isStored(Limit limit) {
        return limit.count() != Count.FILE_SIZE;
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
    Meter meter(String path, long oldSize, Consumer<Limit> observe) throws LedgerException {
        open();
        return new Meter(this, covering(path), oldSize, observe);
    }

    /** The first limit that leaves no room for an upload of even one byte, after a second look at the disk. */
    Optional<Limit> reached(String path, long oldSize, long offset, Consumer<Limit> observe) throws LedgerException {
        List<Limit> covering = covering(path);
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        open();
        Optional<Limit> limit = firstReached(covering, oldSize, offset);
        if (limit.isPresent() && lookAgain()) {
            limit = firstReached(covering, oldSize, offset);
        }
        for (Limit each : covering) {
            if (each.isObserved() && isReached(each, oldSize, offset)) {
                observe.accept(each);
            }
        }
        return limit;
    }

    private Optional<Limit> firstReached(List<Limit> covering, long oldSize, long offset) throws LedgerException {
        for (Limit limit : covering) {
            if (!limit.isObserved() && isReached(limit, oldSize, offset)) {
                return Optional.of(limit);
            }
        }
        return Optional.empty();
    }

    private boolean isReached(Limit limit, long oldSize, long offset) throws LedgerException {
        return switch (limit.count()) {
            case FILE_SIZE -> offset >= limit.max();
            case FILES_STORED -> oldSize < 0 && ledger.taken(id(limit), Period.ALWAYS) >= limit.max();
            case BYTES_STORED -> offset - Math.max(oldSize, 0) >= limit.max() - ledger.taken(id(limit), Period.ALWAYS);
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
    private void open() throws LedgerException {
        synchronized (turn) {
            boolean outOfDate = turn.isOutOfDate() && inForce.getAsBoolean();
            if (outOfDate) {
                turn.upToDate();
            }
            if (outOfDate || !areCounted()) {
                recount();
            }
        }
    }

    private boolean areCounted() throws LedgerException {
        for (Limit limit : limits) {
            if (isStored(limit) && !ledger.isCounted(id(limit))) {
                return false;
            }
        }
        return true;
    }

    /** Reserves in the ledger, after a second look at the disk if need be. */
    boolean reserve(Limit limit, long amount) throws LedgerException {
        if (turn.isOutOfDate()) {
            open();
        }
        return ledger.reserve(id(limit), Period.ALWAYS, amount, most(limit))
                || (lookAgain() && ledger.reserve(id(limit), Period.ALWAYS, amount, most(limit)));
    }

    /** What is only observed is counted, and never full. */
    private static long most(Limit limit) {
        return limit.isObserved() ? Long.MAX_VALUE : limit.max();
    }

    /** What the limit has counted, uploads under way included; {@link LimitFacts#NOTHING_COUNTED} if it counts nothing up. */
    long used(Limit limit) throws LedgerException {
        return limit.count() == Count.FILE_SIZE ? LimitFacts.NOTHING_COUNTED : ledger.taken(id(limit), Period.ALWAYS);
    }

    /** Whether more is taken than the limit permits. */
    boolean isOver(Limit limit) throws LedgerException {
        return ledger.taken(id(limit), Period.ALWAYS) > limit.max();
    }

    /**
     * Before a user is refused, the books are held against the disk: files may have gone without our knowledge. Not while
     * a file is being continued in place, whose new bytes are reserved and on disk already.
     */
    private boolean lookAgain() throws LedgerException {
        synchronized (turn) {
            return !UploadsUnderWay.anyContinued() && turn.recount(this::recount);
        }
    }

    private void recount() throws LedgerException {
        List<Limit> stored = limits.stream().filter(UserBooks::isStored).toList();
        try {
            ledger.recount(stored.stream().map(ids).toList(), () -> count(stored));
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException("cannot count what " + user + " has stored", e);
        }
    }

    private long[] count(List<Limit> stored) {
        long[] found = new long[stored.size()];
        walk(start(), (path, size) -> {
            for (int i = 0; i < found.length; i++) {
                Limit limit = stored.get(i);
                if (limit.covers(user, path)) {
                    found[i] += amount(limit, size, 1);
                }
            }
        });
        return found;
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
    boolean delete(FtpFile file) throws LedgerException {
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
                    ledger.commit(id(limit), Period.ALWAYS, 0, -amount(limit, size, 1));
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
    boolean move(FtpFile from, FtpFile to) throws QuotaExceededException, LedgerException {
        synchronized (turn) {
            open();
            Map<Limit, long[]> changes = changes(from, to);
            List<Limit> reserved = new ArrayList<>();
            boolean moved = false;
            try {
                for (Map.Entry<Limit, long[]> change : changes.entrySet()) {
                    Limit limit = change.getKey();
                    if (!ledger.reserve(id(limit), Period.ALWAYS, more(change.getValue()), most(limit))) {
                        throw new QuotaExceededException(limit, used(limit));
                    }
                    reserved.add(limit);
                }
                moved = Placing.move(from, to);
                return moved;
            } finally {
                for (Limit limit : reserved) {
                    long[] change = Objects.requireNonNull(changes.get(limit));
                    ledger.commit(id(limit), Period.ALWAYS, more(change), moved ? change[0] : 0);
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
