package org.portreeve.ftp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoEvent;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.command.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what happens in a session, one thing after the other, and no session waits for one that waits for its client.
 * FtpServer's own pool has few threads, and now and then leaves a session waiting although a thread could be had.
 *
 * <p>Threads are virtual where a virtual thread that waits inside a lock costs nobody else anything, from Java 24 on.
 */
final class CommandThreads implements Executor, Waiting, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandThreads.class);
    private static final AttributeKey LANE = new AttributeKey(CommandThreads.class, "lane");
    private static final int VIRTUAL_SINCE = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For how long commands may stand still unannounced before others get threads of their own. */
    private static final Duration STANDSTILL = Duration.ofMillis(10);

    /** Enough for a command, and little enough for thousands. */
    private static final long STACK_BYTES = 512 * 1024;

    private final @Nullable ExecutorService virtual = virtual();
    private final Runners runners = new Runners(platform(), STANDSTILL);
    private final Executor threads = virtual == null ? runners : virtual;

    private static @Nullable ExecutorService virtual() {
        if (Runtime.version().feature() < VIRTUAL_SINCE) {
            return null;
        }
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            LOG.info("no virtual threads: {}", e.toString());
            return null;
        }
    }

    private static ThreadFactory platform() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(null, work, "portreeve-command-" + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** To be told by a command's thread that the command is going to wait for its client. */
    @Override
    public void leave() {
        if (virtual == null) {
            runners.leave();
        }
    }

    @Override
    public void comeBack() {
        if (virtual == null) {
            runners.comeBack();
        }
    }

    /** @param task an {@link IoEvent}, as MINA's executor filter hands it on */
    @Override
    public void execute(Runnable task) {
        IoSession session = ((IoEvent) task).getSession();
        Lane lane = (Lane) session.getAttribute(LANE);
        if (lane == null) {
            Lane fresh = new Lane();
            Lane other = (Lane) session.setAttributeIfAbsent(LANE, fresh);
            lane = other == null ? fresh : other;
        }
        lane.add(task);
    }

    /** What waits for its turn in one session. */
    private final class Lane implements Runnable {

        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean running;

        void add(Runnable task) {
            synchronized (waiting) {
                waiting.add(task);
                if (running) {
                    return;
                }
                running = true;
            }
            try {
                threads.execute(this);
            } catch (RejectedExecutionException e) {
                LOG.debug("the server has stopped, and nobody waits for what a session still had to do");
            } catch (OutOfMemoryError e) { // no more threads; the session's next event tries again
                LOG.error("no thread for a session: {}", e.toString());
                synchronized (waiting) {
                    running = false;
                }
            }
        }

        @Override
        public void run() {
            for (Runnable task = next(); task != null; task = next()) {
                try {
                    task.run();
                } catch (Throwable t) { // what follows in the session still has its turn
                    LOG.error("a fault in the handling of a session", t);
                }
            }
        }

        private @Nullable Runnable next() {
            synchronized (waiting) {
                Runnable task = waiting.poll();
                running = task != null;
                return task;
            }
        }
    }

    /** Takes nothing new, and gives what runs a moment to end. */
    @Override
    public void close() {
        try {
            boolean done = runners.close(PATIENCE);
            if (virtual != null) {
                virtual.shutdown();
                done &= virtual.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (!done) {
                LOG.warn("commands are still running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
