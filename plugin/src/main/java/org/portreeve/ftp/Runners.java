package org.portreeve.ftp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on about as many threads as there are processors, so that a thread finds the next task without having slept in
 * between; and still no task waits for one that waits itself. A task that is going to wait says so, and another thread takes
 * its place; if tasks stand still that said nothing, threads are added.
 */
final class Runners implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Runners.class);

    /** How many threads work as long as none stands still. */
    static final int AWAKE = Runtime.getRuntime().availableProcessors() + 1;

    private static final long KEEP_MILLIS = 30_000;

    /** After so many looks with nothing to see the guard goes home. */
    private static final int IDLE_LOOKS = 100;

    private final ThreadFactory threads;
    private final long patienceMillis;
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    /** Threads at work that do not wait, and those that are about to begin. */
    private int awake;
    /** How many are to be; more than usual while some stand still and have not said so. */
    private int most = AWAKE;
    /** Threads that wait for work. */
    private int asleep;
    /** How many of these are called. */
    private int called;
    /** Threads in all, those in long waits included. */
    private int alive;

    private long taken;
    private @Nullable Thread guard;
    private boolean ended;

    /** @param patience for how long tasks may stand still before threads are added */
    Runners(ThreadFactory threads, Duration patience) {
        this.threads = threads;
        this.patienceMillis = patience.toMillis();
    }

    @Override
    public void execute(Runnable task) {
        synchronized (ready) {
            if (ended) {
                LOG.debug("the server has stopped, and nobody waits for what a session still had to do");
                return;
            }
            ready.add(task);
            if (awake < most) {
                callOne();
            } else if (guard == null) {
                guard = start(this::guard);
            }
        }
    }

    /** The running task is going to wait; another thread may work instead. */
    void leave() {
        synchronized (ready) {
            awake--;
            if (!ready.isEmpty() && awake < most) {
                callOne();
            }
        }
    }

    /** The running task has waited. */
    void comeBack() {
        synchronized (ready) {
            awake++;
        }
    }

    private void callOne() {
        if (asleep > called) {
            called++;
            awake++;
            ready.notify();
        } else if (start(this::work) != null) {
            alive++;
            awake++;
        }
    }

    private @Nullable Thread start(Runnable work) {
        try {
            Thread thread = threads.newThread(work);
            thread.start();
            return thread;
        } catch (OutOfMemoryError e) { // no more threads; whoever is there sees to it
            LOG.error("no thread for a session: {}", e.toString());
            return null;
        }
    }

    private void work() {
        Runnable task;
        while ((task = next()) != null) {
            try {
                task.run();
            } catch (Throwable t) { // what others have to do still has its turn
                LOG.error("a fault in the handling of a session", t);
            }
        }
    }

    /** What is to be done next; null if nothing was for a long time. */
    private @Nullable Runnable next() {
        synchronized (ready) {
            Runnable task = awake > most ? null : ready.poll();
            if (task == null) {
                most = Math.max(AWAKE, most - 1);
                awake--;
                task = sleep();
            }
            if (task == null) {
                alive--;
                ready.notifyAll();
            } else {
                taken++;
            }
            return task;
        }
    }

    private @Nullable Runnable sleep() {
        asleep++;
        try {
            long end = System.nanoTime() + Duration.ofMillis(KEEP_MILLIS).toNanos();
            while (!ended) {
                if (called > 0) {
                    called--;
                    Runnable task = ready.poll();
                    if (task != null) {
                        return task;
                    }
                    awake--;
                    continue;
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return null;
                }
                ready.wait(left);
            }
            return null;
        } catch (InterruptedException e) {
            return null;
        } finally {
            asleep--;
        }
    }

    /** As long as tasks come in faster than they are taken, sees to it that they do not wait for some that stand still. */
    private void guard() {
        try {
            long before = -1;
            for (int idle = 0; idle < IDLE_LOOKS; idle++) {
                synchronized (ready) {
                    if (!ready.isEmpty()) {
                        idle = 0;
                        if (taken == before) {
                            most += ready.size();
                            for (int i = ready.size(); i > 0; i--) {
                                callOne();
                            }
                        }
                    }
                    before = taken;
                }
                Thread.sleep(patienceMillis);
            }
        } catch (InterruptedException e) { // nothing more will come
            LOG.debug("the server has stopped, and nobody waits for tasks that stand still");
        } finally {
            synchronized (ready) {
                guard = null;
            }
        }
    }

    /** Takes nothing new, and gives what runs a moment to end; whether it has. */
    boolean close(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (ready) {
            ended = true;
            if (guard != null) {
                guard.interrupt();
            }
            ready.notifyAll();
            long left;
            while (alive > 0 && (left = (end - System.nanoTime()) / 1_000_000) > 0) {
                ready.wait(left);
            }
            return alive == 0;
        }
    }
}
