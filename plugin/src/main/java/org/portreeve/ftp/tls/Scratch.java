package org.portreeve.ftp.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Room for the largest TLS record, used again and again: JSSE wants it even for a reply of one line. What more threads at
 * once need than are kept is left to the garbage collector.
 */
final class Scratch {

    /** JSSE's own largest: 2^15 bytes and what goes around them, for peers that overstep the standard. */
    private static final int SIZE = (1 << 15) + 1024;

    private static final int KEPT = 16;
    private static final ConcurrentLinkedDeque<ByteBuffer> FREE = new ConcurrentLinkedDeque<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Scratch() {}

    /** An empty buffer that nobody else has. */
    static ByteBuffer take() {
        ByteBuffer buffer = FREE.pollFirst();
        if (buffer == null) {
            return ByteBuffer.allocate(SIZE);
        }
        COUNT.decrementAndGet();
        return buffer.clear();
    }

    /** Gives a buffer back; the caller does not touch it any more. */
    static void give(ByteBuffer buffer) {
        if (COUNT.incrementAndGet() <= KEPT) {
            FREE.addFirst(buffer);
        } else {
            COUNT.decrementAndGet();
        }
    }
}
