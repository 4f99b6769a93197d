package org.portreeve.bench.load;

import java.nio.ByteBuffer;

/** What a TLS connection works with; used again by the next one. */
record TlsBuffers(ByteBuffer in, ByteBuffer out, ByteBuffer scrap) {
    private static final int RECORD = 17 * 1024;
    private static final int MANY_RECORDS = 256 * 1024;

    /** For commands and replies. */
    static TlsBuffers small() {
        return new TlsBuffers(
                ByteBuffer.allocate(RECORD), ByteBuffer.allocate(2 * RECORD), ByteBuffer.allocate(RECORD));
    }

    /** For files. */
    static TlsBuffers large() {
        return new TlsBuffers(
                ByteBuffer.allocateDirect(MANY_RECORDS),
                ByteBuffer.allocateDirect(MANY_RECORDS),
                ByteBuffer.allocateDirect(RECORD));
    }
}
