package org.portreeve.ftp.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one data connection, clear or under TLS. One thread at a time; closing is the {@link Wire}'s. */
interface DataChannel {

    /**
     * Reads what has come, and waits if nothing has.
     *
     * @param into has room for one TLS record at least
     * @return how many bytes, never 0; -1 at the end
     */
    int read(ByteBuffer into) throws IOException;

    /** Takes all of it; what is small may wait for {@link #flush} or for more. */
    void write(ByteBuffer bytes) throws IOException;

    /** Sends what still waits. */
    void flush() throws IOException;

    /** Tells the peer that all is sent: close_notify under TLS, then FIN. Does not wait for the peer's. */
    void finishOutput() throws IOException;

    /**
     * As {@link #finishOutput}, to a peer that may go on sending: after closing, what it sends is thrown away for a while, so
     * that it does not run into a reset before it has read the reply.
     */
    void turnAway() throws IOException;

    /** Whether the peer has said that all is sent, in a way that nobody else can. */
    boolean isEndProven();
}
