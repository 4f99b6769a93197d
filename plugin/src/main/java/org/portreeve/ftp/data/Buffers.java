package org.portreeve.ftp.data;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Buffers for transfers, used again and again: a small file must not cost a new one. What more transfers at once need than
 * are kept is left to the garbage collector.
 */
final class Buffers {

    /** The size of each, in bytes: room for seven full TLS records, or for a good part of a socket's own buffer. */
    static final int SIZE = 128 * 1024;

    private static final int KEPT = 64;

    private final IntFunction<ByteBuffer> maker;
    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    private Buffers(IntFunction<ByteBuffer> maker) {
        this.maker = maker;
    }

    /** For bytes of files: system calls take them as they are. */
    static Buffers direct() {
        return new Buffers(ByteBuffer::allocateDirect);
    }

    /** For TLS records: JSSE encrypts into arrays half as fast again as into direct buffers (measured on JDK 17). */
    static Buffers onHeap() {
        return new Buffers(ByteBuffer::allocate);
    }

    /** An empty buffer that nobody else has. */
    ByteBuffer take() {
        ByteBuffer buffer = free.pollFirst();
        if (buffer == null) {
            return maker.apply(SIZE);
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
