package org.portreeve.ftp.file;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where transfers meet that want the last of something. Transfers have more promised than they use at the moment; who is
 * short of it has all others give that back, and as long as somebody is short, nobody has more promised than he needs. Safe
 * for any number of threads.
 */
final class Edge {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long STEP_NANOS = Duration.ofNanos(50_000).toNanos();

    private final Set<Meter> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger shortNow = new AtomicInteger();
    private final AtomicInteger generous = new AtomicInteger();

    /** Asks a book. */
    interface Question<T> {
        T ask() throws IOException;
    }

    void began(Meter meter) {
        underWay.add(meter);
    }

    void ended(Meter meter) {
        underWay.remove(meter);
    }

    /** Whether a transfer may have more promised than it needs; then {@link #endGenerous} has to follow. */
    boolean beginGenerous() {
        generous.incrementAndGet();
        if (shortNow.get() > 0) {
            generous.decrementAndGet();
            return false;
        }
        return true;
    }

    void endGenerous() {
        generous.decrementAndGet();
    }

    /**
     * Asks while nobody holds back what he does not use.
     *
     * @param asks the transfer that is short, if it is one
     */
    <T> T whileShort(@Nullable Meter asks, Question<T> question) throws IOException {
        shortNow.incrementAndGet();
        try {
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (generous.get() > 0 && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(STEP_NANOS);
            }
            callBack(asks);
            return question.ask();
        } finally {
            shortNow.decrementAndGet();
        }
    }

    /** Has all others give back what they do not use. */
    void callBack(@Nullable Meter asks) {
        underWay.forEach(each -> {
            if (each != asks) {
                each.giveBack();
            }
        });
    }
}
