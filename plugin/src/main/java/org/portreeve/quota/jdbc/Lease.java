package org.portreeve.quota.jdbc;

/**
 * What a server may take of a book without asking the others. The amount covers what is promised and what is not written
 * yet; the rest is spare. Guarded by the book's monitor.
 */
final class Lease {

    private static final long QUICK_NANOS = 250_000_000;

    private static final long LARGEST_CHUNK = 64L << 20;

    private long amount;
    private long max = Long.MAX_VALUE;
    private long chunk;
    private long takenAt;
    private boolean recalled;
    private volatile long answered;

    long amount() {
        return amount;
    }

    void amount(long now) {
        amount = now;
    }

    /** Whether what it holds was measured against no more than this limit. */
    boolean isUnder(long limit) {
        return max <= limit;
    }

    void measuredAgainst(long limit) {
        max = limit;
    }

    /** What to ask for beyond what is needed: more, the faster it was used up. */
    long chunk(long need, long nanoTime) {
        if (recalled) {
            return 0;
        }
        boolean quick = nanoTime - takenAt < QUICK_NANOS;
        long some = Math.min(need, LARGEST_CHUNK);
        chunk = Math.min(LARGEST_CHUNK, quick ? Math.max(2 * chunk, 4 * some) : some);
        takenAt = nanoTime;
        return chunk;
    }

    /** What is kept of what is spare. */
    long spare(long spare) {
        return recalled ? 0 : Math.max(0, Math.min(spare, chunk));
    }

    /** Others need what is spare here. */
    void recall(long number) {
        recalled = true;
        answered = Math.max(answered, number);
    }

    /** The contest is over for now. */
    void calm() {
        recalled = false;
        chunk = 0;
    }

    boolean isRecalled() {
        return recalled;
    }

    long answered() {
        return answered;
    }
}
