package org.portreeve.ftp.file;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FtpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the books of single users say what is on disk also of users who do not come. They are counted aside, one
 * after the other; who comes before it is his turn is counted at once. At least half of the time the counting rests.
 */
final class OwnStocks {

    private static final Logger LOG = LoggerFactory.getLogger(OwnStocks.class);

    /** Work that is followed by a rest; less would be too much bother. */
    private static final long STINT_NANOS = Duration.ofMillis(50).toNanos();

    private static final long LONGEST_REST_MILLIS = 2_000;

    private final StorageLimits limits;
    private final CountProgress progress = new CountProgress("what users have stored", System::nanoTime);
    private @Nullable Homes homes;
    private @Nullable Thread worker;
    private boolean due;
    private boolean closed;

    OwnStocks(StorageLimits limits) {
        this.limits = limits;
    }

    synchronized void attend(Homes where) {
        homes = where;
    }

    /** How far the count is that is under way; nothing if none is. */
    Optional<String> progress() {
        return progress.text();
    }

    /** Counts what nobody has counted; if that is under way, begins again, since the limits are others. */
    synchronized void count() {
        due = true;
        if (homes != null && worker == null && !closed) {
            worker = new Thread(this::work, "portreeve-count-users");
            worker.setDaemon(true);
            worker.start();
        }
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void work() {
        Homes where = next();
        while (where != null) {
            try {
                if (limits.countStocks()) {
                    for (String name : where.names()) {
                        boolean unused = where.visit(name, files -> limits.attend(name, files));
                    }
                }
                limits.shared().awaitRest(); // clients wait for that
                count(where);
            } catch (IOException | FtpException | RuntimeException e) {
                failed(e);
            } catch (InterruptedException e) {
                close();
            }
            where = next();
        }
    }

    private synchronized @Nullable Homes next() {
        boolean goesOn = due && !closed;
        due = false;
        worker = goesOn ? worker : null;
        return goesOn ? homes : null;
    }

    private synchronized void failed(Exception e) {
        if (!closed) {
            LOG.warn("what users have stored is counted when they come, not before: {}", e.toString());
        }
    }

    private void count(Homes where) throws IOException, FtpException, InterruptedException {
        List<String> names =
                where.names().stream().filter(limits::countsStockOf).toList();
        if (names.isEmpty()) {
            return;
        }
        progress.begin(names.size());
        try {
            long began = System.nanoTime();
            for (String name : names) {
                boolean unused =
                        where.visit(name, files -> limits.countOnce(name, files, (file, size) -> progress.file(size)));
                progress.user();
                long worked = System.nanoTime() - began;
                if (worked >= STINT_NANOS) {
                    if (isOverAfter(Math.min(worked / 1_000_000, LONGEST_REST_MILLIS))) {
                        return;
                    }
                    began = System.nanoTime();
                }
            }
        } finally {
            LOG.info("counted what users have stored, where nobody had: {}", progress.end());
        }
    }

    /** Rests; whether there is no more to be done under these limits. */
    private synchronized boolean isOverAfter(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && !due && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return due || closed;
    }
}
