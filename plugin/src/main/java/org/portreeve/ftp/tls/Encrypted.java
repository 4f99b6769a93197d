package org.portreeve.ftp.tls;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;

/** TLS records on their way to the socket. */
class Encrypted extends DefaultWriteRequest {

    private final @Nullable WriteRequest original;

    /** @param original whose records these are, if they are not the handshake's; it is done when they are written */
    Encrypted(IoBuffer records, @Nullable WriteRequest original) {
        super(records, original == null ? null : original.getFuture());
        this.original = original;
    }

    @Nullable
    WriteRequest original() {
        return original;
    }
}
