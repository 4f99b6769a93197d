package org.portreeve.ftp.file;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Limit;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.QuotaLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the books of groups and of everyone say what is on disk. They are counted aside, by a walk over the homes
 * of all users whom a limit concerns; a file that several of them see counts once. Who needs such a book waits a while for it.
 */
final class SharedStocks {

    private static final Logger LOG = LoggerFactory.getLogger(SharedStocks.class);

    /** Clients give up after some 20 seconds at the earliest. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A walk that takes longer than this is not repeated while a client waits. */
    private static final long QUICK_NANOS = Duration.ofSeconds(2).toNanos();

    private final QuotaLedger ledger;
    private final Turn turn = new Turn(System::nanoTime);
    private final CountProgress progress = new CountProgress("what groups or all users have stored", System::nanoTime);
    private final Set<BookId> stale = ConcurrentHashMap.newKeySet();
    private final Object news = new Object();
    private volatile List<Shared> all = List.of();
    private volatile @Nullable Homes homes;
    private volatile long lastWalkNanos;
    private @Nullable Thread worker;
    private long rounds;

    /** A book that several users fill. */
    record Shared(Limit limit, Limit.Owner owner, BookId id) {}

    /** A book is not counted yet. */
    static final class UncountedException extends IOException {
        private static final long serialVersionUID = 1L;

        UncountedException() {
            super("what groups or all users have stored is being counted");
        }
    }

    SharedStocks(QuotaLedger ledger) {
        this.ledger = ledger;
    }

    /** Says whose files they are. */
    void attend(Homes where) {
        homes = where;
    }

    /** These books are kept from now on; those that nobody has counted are counted, aside. */
    void keep(List<Shared> books) {
        all = List.copyOf(books);
        if (homes != null && !books.isEmpty()) {
            startCounting();
        }
    }

    /** Somebody has changed files without a word to these books. */
    void changedUnseen() {
        all.forEach(book -> stale.add(book.id()));
    }

    /** How far the count is that is under way; nothing if none is. */
    Optional<String> progress() {
        return progress.text();
    }

    /** Returns when nothing is being counted. */
    void awaitRest() throws InterruptedException {
        synchronized (news) {
            while (worker != null) {
                news.wait();
            }
        }
    }

    private List<BookId> missing(Collection<BookId> ids) throws LedgerException {
        List<BookId> missing = new ArrayList<>();
        for (BookId id : ids) {
            if (stale.contains(id) || !ledger.isCounted(id)) {
                missing.add(id);
            }
        }
        return missing;
    }

    /**
     * Returns when these books are counted.
     *
     * @throws UncountedException if that takes too long
     * @throws LedgerException if nobody can say
     */
    void await(List<BookId> ids) throws IOException {
        if (ids.isEmpty() || missing(ids).isEmpty()) {
            return;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (news) {
            long seen = rounds;
            while (!missing(ids).isEmpty()) {
                startCounting(); // unless somebody does so already
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || rounds > seen + 1) {
                    throw new UncountedException();
                }
                try {
                    news.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new UncountedException();
                }
            }
        }
    }

    private void startCounting() {
        synchronized (news) {
            if (worker == null) {
                worker = new Thread(this::countAside, "portreeve-count");
                worker.setDaemon(true);
                worker.start();
            }
        }
    }

    private void countAside() {
        try {
            List<Shared> wanted = all;
            Set<BookId> ids =
                    new LinkedHashSet<>(missing(wanted.stream().map(Shared::id).toList()));
            count(wanted.stream().filter(book -> ids.contains(book.id())).toList());
        } catch (IOException | RuntimeException e) {
            LOG.error("what groups or all users have stored cannot be counted: {}", e.toString());
        } finally {
            synchronized (news) {
                rounds++;
                worker = null;
                news.notifyAll();
            }
        }
    }

    private void count(List<Shared> books) throws IOException {
        if (books.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        List<BookId> ids = books.stream().map(Shared::id).toList();
        LOG.info("counting what is stored under {}", names(books));
        ledger.recount(ids, () -> {
            ids.forEach(stale::remove);
            return walk(books);
        });
        lastWalkNanos = System.nanoTime() - began;
        LOG.info("counted what is stored under {}", names(books));
    }

    private static List<String> names(List<Shared> books) {
        return books.stream()
                .map(book -> book.limit().id() + " (" + book.owner() + ")")
                .toList();
    }

    /**
     * Counts again, before somebody is refused, if that is quickly done and was not done a moment ago. Else it is left to a
     * scan.
     */
    boolean lookAgain(List<BookId> ids) throws IOException {
        if (lastWalkNanos > QUICK_NANOS || homes == null) {
            return false;
        }
        List<Shared> books =
                all.stream().filter(book -> ids.contains(book.id())).toList();
        synchronized (turn) {
            return !books.isEmpty()
                    && turn.recount(() -> {
                        try {
                            ledger.recount(books.stream().map(Shared::id).toList(), () -> walk(books));
                        } catch (LedgerException e) {
                            throw e;
                        } catch (IOException e) {
                            throw new LedgerException("cannot count what is stored", e);
                        }
                    });
        }
    }

    /** Counts all of them anew. */
    StorageLimits.Counted scan() throws IOException {
        List<Shared> books = all;
        List<BookId> ids = books.stream().map(Shared::id).toList();
        if (ids.isEmpty()) {
            return new StorageLimits.Counted(0, List.of());
        }
        List<BookId> unknown = missing(ids);
        List<BookId> known = ids.stream().filter(id -> !unknown.contains(id)).toList();
        return UserBooks.counted(known, ledger.recount(ids, () -> {
            ids.forEach(stale::remove);
            return walk(books);
        }));
    }

    private long[] walk(List<Shared> books) throws IOException {
        Homes where = homes;
        if (where == null) {
            throw new IOException("nobody knows the users yet");
        }
        long[] found = new long[books.size()];
        Map<Object, BitSet> seen = new HashMap<>();
        try {
            List<String> names = where.names().stream()
                    .filter(name -> books.stream().anyMatch(book -> book.limit().counts(name, book.owner())))
                    .toList();
            progress.begin(names.size());
            for (String name : names) {
                boolean unused = where.visit(name, view -> walk(name, view, books, found, seen));
                progress.user();
            }
            return found;
        } catch (FtpException e) {
            throw new IOException("the server's users cannot be listed", e);
        } finally {
            progress.end();
        }
    }

    private void walk(String user, FileSystemView view, List<Shared> books, long[] found, Map<Object, BitSet> seen)
            throws IOException, FtpException {
        BitSet mine = new BitSet();
        for (int i = 0; i < found.length; i++) {
            mine.set(i, books.get(i).limit().counts(user, books.get(i).owner()));
        }
        String root = mine.stream()
                .mapToObj(i -> books.get(i).limit().root(user))
                .reduce((a, b) -> a.equals(b) ? a : "/")
                .orElse("/");
        FtpFile start = view.getFile(root);
        if (start == null) {
            return;
        }
        Walk.over(start, (file, size) -> {
            progress.file(size);
            String path = file.getAbsolutePath();
            BitSet counted = seen.computeIfAbsent(Homes.identity(user, file), unused -> new BitSet());
            for (int i = mine.nextSetBit(0); i >= 0; i = mine.nextSetBit(i + 1)) {
                Limit limit = books.get(i).limit();
                if (!counted.get(i) && limit.covers(user, path)) {
                    counted.set(i);
                    found[i] += Book.amount(limit, size, 1);
                }
            }
        });
    }
}
