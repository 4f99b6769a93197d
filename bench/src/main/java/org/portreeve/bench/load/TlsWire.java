package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;

/** TLS by an engine: few system calls, many records in each, so that a client costs little beside its server. */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer in; // received and not yet decrypted, ready to be read
    private final ByteBuffer out; // empty between calls
    private final ByteBuffer scrap; // for records without data of the user
    private boolean ended;

    private TlsWire(SocketChannel channel, SSLEngine engine, TlsBuffers buffers) {
        this.channel = channel;
        this.engine = engine;
        this.in = buffers.in().clear().limit(0);
        this.out = buffers.out();
        this.scrap = buffers.scrap();
    }

    /** Shakes hands as the client. The buffers are the wire's own until it is closed. */
    static TlsWire connect(SocketChannel channel, SSLEngine engine, TlsBuffers buffers) throws IOException {
        TlsWire wire = new TlsWire(channel, engine, buffers);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        wire.shakeHands();
        return wire;
    }

    SSLSession session() {
        return engine.getSession();
    }

    private void shakeHands() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> send(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (unwrap(scrap.clear()) == Status.BUFFER_UNDERFLOW && !fill()) {
                        throw new IOException("the server has left in mid-handshake");
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private Status unwrap(ByteBuffer into) throws IOException {
        if (!in.hasRemaining()) {
            return Status.BUFFER_UNDERFLOW;
        }
        return engine.unwrap(in, into).getStatus();
    }

    /** False at the end of the connection. */
    private boolean fill() throws IOException {
        in.compact();
        int read = channel.read(in);
        in.flip();
        return read >= 0;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        while (!ended) {
            Status status = unwrap(into);
            switch (status) {
                case OK -> afterHandshake();
                case CLOSED -> ended = true;
                case BUFFER_UNDERFLOW, BUFFER_OVERFLOW -> {
                    if (into.position() > before) {
                        return into.position() - before;
                    }
                    if (status == Status.BUFFER_OVERFLOW) {
                        throw new IOException("no room for a record");
                    }
                    ended = !fill(); // servers that just leave: the caller counts bytes
                }
            }
        }
        return into.position() > before ? into.position() - before : -1;
    }

    /** Tickets and changes of keys come at any time. */
    private void afterHandshake() throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> send(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> {}
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            send(from);
        }
    }

    /** As many records as fit, in one system call if the system takes them. */
    private void send(ByteBuffer from) throws IOException {
        int packet = engine.getSession().getPacketBufferSize();
        out.clear();
        SSLEngineResult result;
        do {
            result = engine.wrap(from, out);
        } while (result.getStatus() == Status.OK && out.remaining() >= packet && hasMore(from));
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        if (from.hasRemaining() && result.getStatus() != Status.OK) {
            throw new IOException("the connection takes no more: " + result.getStatus());
        }
    }

    private boolean hasMore(ByteBuffer from) {
        return from.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    /** Says close_notify and reads to the end: a server may still hand out a ticket, which the next connection needs. */
    @Override
    public void finish() throws IOException {
        engine.closeOutbound();
        while (!engine.isOutboundDone()) {
            send(NOTHING);
        }
        channel.shutdownOutput();
        while (read(scrap.clear()) >= 0) {
            // nothing is awaited but the end
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!engine.isOutboundDone() && channel.isOpen()) {
                engine.closeOutbound();
                send(NOTHING);
            }
        }
    }
}
