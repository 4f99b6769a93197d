package org.portreeve.ftp.data;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * The server's side of TLS on a data connection. Records are full ones, and several go out at once.
 *
 * <p>TLS 1.3 sends session tickets as soon as the handshake is over. A client that uploads may have sent all and closed by
 * then; the tickets would be answered by a reset, and the reset would take away bytes that are not read yet. So after the
 * handshake nothing is sent until there is something to say.
 */
final class TlsChannel implements DataChannel {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Tickets, an answer to a change of keys, close_notify. */
    private static final int MOST_LAST_RECORDS = 8;

    private static final String TLS_1_3 = "TLSv1.3";

    private final Wire wire;
    private final SSLEngine engine;
    private final Buffers buffers;
    private final int largestRecord;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private int readings;
    private boolean endProven;
    private boolean released;

    TlsChannel(Wire wire, SSLEngine engine, Buffers buffers) {
        this.wire = wire;
        this.engine = engine;
        this.buffers = buffers;
        this.largestRecord = engine.getSession().getPacketBufferSize();
        this.in = buffers.take().flip();
        this.out = buffers.take();
    }

    /** What the handshake came to. */
    SSLSession session() {
        return engine.getSession();
    }

    // ---- the handshake

    /**
     * Does the handshake as server.
     *
     * @throws ProtectionException if the peer does not do its part
     */
    void handshake() throws IOException {
        wire.hurry();
        try {
            engine.beginHandshake();
            advance();
        } catch (SocketException e) {
            throw new ProtectionException("the TLS handshake broke off: " + e.getMessage(), e);
        } catch (ProtectionException e) {
            throw e;
        } catch (SSLException e) {
            sayWhy();
            String offer =
                    readings == 1 ? "; " + ClientHello.describe(in.duplicate().rewind()) : "";
            throw new ProtectionException("the TLS handshake failed: " + e.getMessage() + offer, e);
        } finally {
            wire.takeTime();
        }
    }

    private void advance() throws IOException {
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_WRAP) {
                wrap(NOTHING);
            } else if (status == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (status == HandshakeStatus.FINISHED || status == HandshakeStatus.NOT_HANDSHAKING) {
                break;
            } else if (engine.unwrap(in, NOTHING.duplicate()).getStatus() == Status.BUFFER_UNDERFLOW) {
                hear();
            } else if (engine.isInboundDone()) {
                throw new ProtectionException("the client ended TLS in mid-handshake");
            }
        }
        if (!engine.getSession().getProtocol().equals(TLS_1_3)) {
            flush(); // the client waits for the last word of this handshake
        }
    }

    private void runTasks() {
        Runnable task;
        while ((task = engine.getDelegatedTask()) != null) {
            task.run();
        }
    }

    /** More of the handshake, after all that was said is sent. */
    private void hear() throws IOException {
        flush();
        boolean first = readings == 0;
        if (fill() < 0) {
            throw new ProtectionException(
                    first ? "the client closed without a TLS handshake" : "the client closed in mid-handshake");
        }
        if (first && !ClientHello.isTls(in)) {
            throw new ProtectionException("clear bytes where TLS was due");
        }
    }

    /** The alert that tells the peer what is wrong. */
    private void sayWhy() {
        try {
            for (int i = 0; i < 2 && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; i++) {
                wrap(NOTHING);
            }
            flush();
        } catch (IOException e) { // what happened is told by the reply
        }
    }

    // ---- in

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        while (true) {
            SSLEngineResult result = engine.unwrap(in, into);
            switch (result.getStatus()) {
                case CLOSED -> {
                    endProven = true;
                    return count(into, before);
                }
                case BUFFER_OVERFLOW -> {
                    return into.position() - before;
                }
                case BUFFER_UNDERFLOW -> {
                    if (into.position() > before) {
                        return into.position() - before;
                    }
                    if (fill() < 0) {
                        return -1;
                    }
                }
                case OK -> respond(result.getHandshakeStatus());
            }
        }
    }

    private static int count(ByteBuffer into, int before) {
        return into.position() > before ? into.position() - before : -1;
    }

    /** TLS 1.3 clients may change their key; anything more would be a new handshake, which nobody needs here. */
    private void respond(HandshakeStatus status) throws IOException {
        if (status == HandshakeStatus.NEED_WRAP) {
            wrap(NOTHING);
        } else if (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_UNWRAP) {
            throw new ProtectionException("the client wants to negotiate again");
        }
    }

    private int fill() throws IOException {
        in.compact();
        readings++;
        try {
            return wire.read(in);
        } finally {
            in.flip();
        }
    }

    /** Only close_notify proves the end, not a FIN. */
    @Override
    public boolean isEndProven() {
        return endProven;
    }

    // ---- out

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            wrap(bytes);
        }
    }

    private void wrap(ByteBuffer bytes) throws IOException {
        if (out.remaining() < largestRecord) {
            flush();
        }
        if (engine.wrap(bytes, out).getStatus() == Status.CLOSED && bytes.hasRemaining()) {
            throw new SocketException("the client has ended TLS");
        }
    }

    @Override
    public void flush() throws IOException {
        if (out.position() > 0) {
            out.flip();
            try {
                wire.write(out);
            } finally {
                out.clear();
            }
        }
    }

    @Override
    public void finishOutput() throws IOException {
        engine.closeOutbound();
        for (int i = 0; i < MOST_LAST_RECORDS && !engine.isOutboundDone(); i++) {
            wrap(NOTHING);
        }
        flush();
        wire.expectLastWords();
        wire.finishOutput();
    }

    @Override
    public void turnAway() throws IOException {
        finishOutput();
    }

    /** Gives its buffers back, in the thread that used them; it must not be used any more. */
    void release() {
        if (!released) {
            released = true;
            buffers.give(in);
            buffers.give(out);
        }
    }
}
