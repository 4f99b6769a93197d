package org.portreeve.ftp.data;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a transfer at the rate that its user may have at most: a token bucket. Who was slower for a while may catch up by
 * a quarter of a second's worth, no more.
 */
final class Pace {

    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final int bytesPerSecond;
    private long paidUntil = System.nanoTime();

    /** @param bytesPerSecond the rate; 0 for as fast as it goes */
    Pace(int bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    boolean isLimited() {
        return bytesPerSecond > 0;
    }

    /** How many bytes to move at once at most, so that the pace is even: a tenth of a second's worth. */
    int block(int preferred) {
        return isLimited() ? Math.max(1, Math.min(preferred, bytesPerSecond / 10)) : preferred;
    }

    /** Waits until so many more bytes may have been moved. */
    void keep(long moved) throws InterruptedIOException {
        if (!isLimited()) {
            return;
        }
        long now = System.nanoTime();
        long paid = now - paidUntil > BURST_NANOS ? now - BURST_NANOS : paidUntil;
        paidUntil = paid + (long) (moved * 1e9 / bytesPerSecond);
        if (paidUntil - now > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(paidUntil - now);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server stops");
            }
        }
    }
}
