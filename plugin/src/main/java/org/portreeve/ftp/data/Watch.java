package org.portreeve.ftp.data;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all data connections from time to time: closes those whose peer stands still, and sees those off whose peer is
 * slow to close. One thread for all, so that a transfer itself needs no timers.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int TICK_MILLIS = 100;

    /** While peers leave: they may be sending still, and what they send has to go somewhere. */
    private static final int LEAVING_TICK_MILLIS = 10;

    private static final int LAST_WORDS = 64 * 1024;

    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private final Set<Wire> leaving = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService thread;
    private final ByteBuffer lastWords = ByteBuffer.allocateDirect(LAST_WORDS);
    private boolean closed;

    /** Watches a connection until {@link #forget}. */
    void over(Wire wire) {
        open.add(wire);
        start();
    }

    void forget(Wire wire) {
        open.remove(wire);
    }

    /** Closes a connection as soon as its peer has closed its side, or after a while. */
    void seeOff(Wire wire) {
        leaving.add(wire);
        start();
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread worker = new Thread(work, "portreeve-data-watch");
                worker.setDaemon(true);
                return worker;
            });
            lookAgain(thread);
        }
    }

    private void lookAgain(ScheduledExecutorService worker) {
        int tick = leaving.isEmpty() ? TICK_MILLIS : LEAVING_TICK_MILLIS;
        Future<?> unused = worker.schedule(() -> look(worker), tick, TimeUnit.MILLISECONDS);
    }

    private void look(ScheduledExecutorService worker) {
        try {
            long now = System.nanoTime();
            open.forEach(wire -> wire.closeIfLate(now));
            leaving.removeIf(wire -> wire.hasLeft(now, lastWords));
        } catch (RuntimeException e) { // an exception that leaves here would end the watch
            LOG.error("watching data connections", e);
        }
        try {
            lookAgain(worker);
        } catch (RejectedExecutionException e) {
            LOG.debug("the watch has ended");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.shutdown();
        }
        leaving.forEach(Wire::shut);
        leaving.clear();
    }
}
