package org.portreeve.ftp.file;

import java.util.function.LongSupplier;
import org.portreeve.quota.LedgerException;

/**
 * The lock under which a user's files and books change together. It also keeps the second look at the disk from being
 * used against the server: recounting takes at most a twentieth of the time.
 */
final class Turn {

    private static final int REST_PER_WORK = 20;

    private final LongSupplier nanoTime;
    private int holders;
    private long mayRecountAt;
    private volatile boolean outOfDate;

    /** Something has changed that is not in the books that hold now. To be called by the lock's holder. */
    void changedUnseen() {
        outOfDate = true;
    }

    boolean isOutOfDate() {
        return outOfDate;
    }

    /** The books that hold now are going to be counted. To be called by the lock's holder. */
    void upToDate() {
        outOfDate = false;
    }

    Turn(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.mayRecountAt = nanoTime.getAsLong();
    }

    /** {@link Turns} alone counts who knows of it. */
    void taken() {
        holders++;
    }

    /** Whether nobody knows of it any more, and it has nothing to remember. */
    boolean givenBack() {
        holders--;
        return holders == 0 && !outOfDate && nanoTime.getAsLong() - mayRecountAt >= 0;
    }

    /** Recounts, unless the last time is too recent for what it cost. To be called by the lock's holder. */
    boolean recount(Work work) throws LedgerException {
        long start = nanoTime.getAsLong();
        if (start - mayRecountAt < 0) {
            return false;
        }
        work.run();
        long end = nanoTime.getAsLong();
        mayRecountAt = end + REST_PER_WORK * (end - start);
        return true;
    }

    /** Counts what is on disk. */
    interface Work {
        void run() throws LedgerException;
    }
}
