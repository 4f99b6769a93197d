package org.portreeve.ftp.data;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers for transfers, used again and again: a small file must not cost a new one. What more transfers at once
 * need than are kept is left to the garbage collector.
 */
final class Buffers {

    /** The size of each, in bytes: room for seven full TLS records, or for a good part of a socket's own buffer. */
    static final int SIZE = 128 * 1024;

    private static final int KEPT = 64;

    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    /** An empty buffer that nobody else has. */
    ByteBuffer take() {
        ByteBuffer buffer = free.pollFirst();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(SIZE);
        }
        count.decrementAndGet();
        return buffer.clear();
    }

    /** Gives a buffer back; the caller does not touch it any more. */
    void give(ByteBuffer buffer) {
        if (count.incrementAndGet() <= KEPT) {
            free.addFirst(buffer);
        } else {
            count.decrementAndGet();
        }
    }
}
