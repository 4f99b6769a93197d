package org.portreeve.ftp.data;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Keeps a transfer at the rate that its user may have at most. */
final class Pace {

    private final int bytesPerSecond;
    private final long start = System.nanoTime();

    /** @param bytesPerSecond the rate; 0 for as fast as it goes */
    Pace(int bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** How many bytes to move at once at most, so that the pace is even: a tenth of a second's worth. */
    int block(int preferred) {
        return bytesPerSecond <= 0 ? preferred : Math.max(1, Math.min(preferred, bytesPerSecond / 10));
    }

    /** Waits until so many bytes may have been moved. */
    void keep(long moved) throws InterruptedIOException {
        if (bytesPerSecond <= 0) {
            return;
        }
        long due = start + (long) (moved * 1e9 / bytesPerSecond);
        long early = due - System.nanoTime();
        if (early > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(early);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server stops");
            }
        }
    }
}
