package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection as its user sees it: bytes in the clear, whatever travels. Blocking, for one thread. */
sealed interface Wire extends AutoCloseable permits PlainWire, TlsWire {

    /** Reads what there is, at least a byte; -1 at the end. */
    int read(ByteBuffer into) throws IOException;

    /** Writes all of it. */
    void write(ByteBuffer from) throws IOException;

    /** Says that nothing follows, as the protocol says it, and waits until the other side has taken note. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
