package org.portreeve.quota.jdbc;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.portreeve.quota.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is to be done now and then, in a thread of its own. */
final class Ticker implements AutoCloseable {

    /** What is done only each so many times. */
    static final long SELDOM = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private static final long PATIENCE_S = 15;

    private final ScheduledExecutorService thread;
    private final long millis;
    private final Work work;
    private long number;

    /** One turn; told how many there were before. */
    interface Work {
        void run(long number) throws LedgerException;
    }

    Ticker(String name, long millis, Work work) {
        this.millis = millis;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "ticker of " + name);
            made.setDaemon(true);
            return made;
        });
    }

    void start() {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            work.run(number++);
        } catch (LedgerException e) {
            LOG.debug("tried again with the next turn", e);
        } catch (RuntimeException e) {
            LOG.error("the ledger stumbled, and goes on", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
