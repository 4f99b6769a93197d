package org.portreeve.ftp.file;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ftpserver.ftplet.FtpException;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.JsonLine;
import org.portreeve.quota.Difference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts anew what is stored, while the server serves, and says where the books said something else. One at a time, on a
 * thread of its own.
 */
public final class Scan implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);

    /** Differences that are told; the rest is in the log. */
    private static final int MOST = 1_000;

    private final StorageLimits limits;
    private final Homes homes;
    private final InstantSource clock;
    private final Consumer<Difference> found;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "portreeve-scan");
        daemon.setDaemon(true);
        return daemon;
    });

    private volatile State state = new State(0, null, 0, 0, 0, List.of(), null);

    /**
     * How far it is.
     *
     * @param number of the scan, from 1 on; 0 if there was none
     * @param ended when it ended; null while it runs
     * @param users whose files are counted
     * @param of how many there are
     * @param books how many were counted
     * @param differences where a book said something else than the disk
     * @param failure why it ended too early; null if it did not
     */
    private record State(
            long number,
            @Nullable Instant ended,
            int users,
            int of,
            long books,
            List<Difference> differences,
            @Nullable String failure) {

        boolean isRunning() {
            return number > 0 && ended == null;
        }
    }

    /** @param found hears of each book that said something else than the disk */
    public Scan(StorageLimits limits, Homes homes, InstantSource clock, Consumer<Difference> found) {
        this.limits = limits;
        this.homes = homes;
        this.clock = clock;
        this.found = found;
    }

    /** Scans all again and again. */
    public void every(Duration period) {
        if (!period.isZero()) {
            long millis = period.toMillis();
            var unused = thread.scheduleWithFixedDelay(() -> begin(""), millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Begins, unless one is under way.
     *
     * @param user whose files alone; empty for those of all, and what groups and everyone have
     * @return {@link #json}
     */
    public synchronized String begin(String user) {
        if (!state.isRunning()) {
            state = new State(state.number() + 1, null, 0, 0, 0, List.of(), null);
            try {
                thread.execute(() -> run(user));
            } catch (RejectedExecutionException e) {
                end("the server stops");
            }
        }
        return json();
    }

    private void run(String user) {
        try {
            List<String> names = user.isEmpty() ? homes.names() : List.of(user);
            for (String name : names) {
                boolean there = homes.visit(name, files -> note(limits.scan(name, files)));
                if (!there && !user.isEmpty()) {
                    throw new IOException("there is no user " + user + ", or no home directory");
                }
                step(names.size());
            }
            if (user.isEmpty()) {
                note(limits.scanShared());
            }
            end(null);
        } catch (IOException | FtpException | RuntimeException e) {
            LOG.error("the scan failed: {}", e.toString());
            end(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void step(int of) {
        State now = state;
        state = new State(now.number(), null, now.users() + 1, of, now.books(), now.differences(), null);
    }

    private synchronized void note(StorageLimits.Counted counted) {
        State now = state;
        List<Difference> all = new ArrayList<>(now.differences());
        for (Difference each : counted.differences()) {
            LOG.warn(
                    "the book of {} for {} said {}, on disk is {}: corrected",
                    each.book().limit(),
                    each.book().owner(),
                    each.before(),
                    each.now());
            found.accept(each);
            if (all.size() < MOST) {
                all.add(each);
            }
        }
        state = new State(
                now.number(), null, now.users(), now.of(), now.books() + counted.books(), List.copyOf(all), null);
    }

    private synchronized void end(@Nullable String failure) {
        State now = state;
        state = new State(
                now.number(), clock.instant(), now.users(), now.of(), now.books(), now.differences(), failure);
        LOG.info(
                "scan: {} books counted, {} corrected",
                now.books(),
                now.differences().size());
    }

    /** The one that runs or ran last, as one JSON object. */
    public String json() {
        State now = state;
        return new JsonLine()
                .number("number", now.number())
                .json("running", String.valueOf(now.isRunning()))
                .text("ended", now.ended() == null ? null : String.valueOf(now.ended()))
                .text("progress", now.of() == 0 ? null : now.users() + " of " + now.of() + " users")
                .number("books", now.books())
                .json(
                        "differences",
                        now.differences().stream().map(Scan::json).collect(Collectors.joining(",", "[", "]")))
                .text("failure", now.failure())
                .toString();
    }

    private static String json(Difference each) {
        return new JsonLine()
                .text("limit", each.book().limit())
                .text("owner", each.book().owner())
                .number("before", each.before())
                .number("now", each.now())
                .toString();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
