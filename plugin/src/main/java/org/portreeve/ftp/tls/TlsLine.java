package org.portreeve.ftp.tls;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter.NextFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.ssl.SslEvent;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.DirectWriter;

/**
 * The TLS of one control connection. Between two commands it holds nothing but the engine.
 *
 * <p>Records are written under its lock, so they leave in the order in which they were encrypted. What was received is
 * handed on outside of it, by one thread at a time: whoever reads commands has locks of its own.
 */
final class TlsLine {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int MOST_HELD = 256 * 1024;
    private static final int MOST_WAITING = 64;

    private final SSLEngine engine;
    private final IoSession session;
    private final Queue<WriteRequest> waiting = new ArrayDeque<>(0);

    private @Nullable ByteBuffer held;
    private boolean clear;
    private boolean secured;
    private boolean announced;
    private boolean working;
    private boolean handingOn;
    private boolean over;

    /** What comes out of the records received: bytes, the news that TLS holds, or the reason why it does not. */
    private record Step(@Nullable IoBuffer bytes, @Nullable SSLException failure) {}

    /** @param firstInTheClear whether the first thing written goes out as it is */
    TlsLine(SSLEngine engine, IoSession session, boolean firstInTheClear) {
        this.engine = engine;
        this.session = session;
        this.clear = firstInTheClear;
    }

    // ---- in

    /** Takes what has come from the socket. */
    void receive(NextFilter next, IoBuffer bytes) throws SSLException {
        synchronized (this) {
            if (bytes.hasRemaining() && !over) {
                hold(bytes.buf());
            }
        }
        goOn(next);
        keepRest();
    }

    /** The buffer that MINA read into is larger than what is left in it. */
    private synchronized void keepRest() {
        ByteBuffer rest = held;
        if (rest != null) {
            held = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        }
    }

    private void hold(ByteBuffer bytes) throws SSLException {
        ByteBuffer before = held;
        if (before == null) {
            held = bytes;
            return;
        }
        if (before.remaining() > MOST_HELD) {
            over = true;
            throw new SSLException("more bytes than a handshake has");
        }
        ByteBuffer both = ByteBuffer.allocate(before.remaining() + bytes.remaining());
        held = both.put(before).put(bytes).flip();
    }

    private void goOn(NextFilter next) throws SSLException {
        for (Step step = begin(next); step != null; step = begin(next)) {
            try {
                handOn(next, step);
            } finally {
                synchronized (this) {
                    handingOn = false;
                }
            }
        }
    }

    private synchronized @Nullable Step begin(NextFilter next) {
        Step step = handingOn ? null : step(next);
        handingOn |= step != null;
        return step;
    }

    private void handOn(NextFilter next, Step step) throws SSLException {
        if (step.failure() != null) {
            throw step.failure();
        } else if (step.bytes() != null) {
            next.messageReceived(session, step.bytes());
        } else {
            next.event(session, SslEvent.SECURED);
        }
    }

    private @Nullable Step step(NextFilter next) {
        if (over) {
            return null;
        }
        try {
            return advance(next);
        } catch (SSLException e) {
            over = true;
            held = null;
            sayWhy(next);
            return new Step(null, e);
        }
    }

    /** Goes on until there is something to hand on; null if the peer, or a thread of ours, has to do something first. */
    private @Nullable Step advance(NextFilter next) throws SSLException {
        while (true) {
            if (secured && !announced) {
                announced = true;
                return new Step(null, null);
            }
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                work(next);
                return null;
            }
            if (status == HandshakeStatus.NEED_WRAP) {
                if (!writeHandshake(next)) {
                    return null;
                }
                continue;
            }
            if (secured && !waiting.isEmpty()) {
                writeWaiting(next);
            }
            ByteBuffer from = held;
            if (from == null || !from.hasRemaining()) {
                held = null;
                return null;
            }
            ByteBuffer to = Scratch.take();
            try {
                SSLEngineResult result = engine.unwrap(from, to);
                noticeEnd(result);
                if (to.flip().hasRemaining()) {
                    return new Step(copy(to), null);
                }
                if (result.getStatus() == Status.CLOSED) {
                    held = null;
                } else if (result.getStatus() != Status.OK) {
                    return null;
                }
            } finally {
                Scratch.give(to);
            }
        }
    }

    private static IoBuffer copy(ByteBuffer bytes) {
        return IoBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    private void noticeEnd(SSLEngineResult result) {
        if (!secured && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            session.setAttribute(SslFilter.SSL_SECURED, engine.getSession());
            secured = true;
        }
    }

    // ---- the handshake

    private void work(NextFilter next) {
        if (working) {
            return;
        }
        working = true;
        HandshakeThreads.run(() -> {
            try {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                synchronized (this) {
                    working = false;
                }
                goOn(next);
            } catch (Throwable t) { // as if it had come up while reading
                session.getFilterChain().fireExceptionCaught(t);
            }
        });
    }

    /** Writes what the engine has to say, all in one; false if it had nothing. */
    private boolean writeHandshake(NextFilter next) throws SSLException {
        ByteBuffer to = Scratch.take();
        try {
            SSLEngineResult result;
            do {
                result = engine.wrap(NOTHING, to);
                noticeEnd(result);
            } while (result.getStatus() == Status.OK
                    && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    && result.bytesProduced() > 0);
            boolean any = to.flip().hasRemaining();
            if (any) {
                next.filterWrite(session, new Encrypted(copy(to), null));
            }
            return any || result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        } finally {
            Scratch.give(to);
        }
    }

    /** The alert that tells the peer why TLS ends. */
    private void sayWhy(NextFilter next) {
        try {
            engine.closeOutbound();
            writeHandshake(next);
        } catch (SSLException e) { // then the end of the connection has to say it
            return;
        }
    }

    // ---- out

    /** Writes a reply, or keeps it until the handshake is complete. */
    synchronized void write(NextFilter next, WriteRequest request) throws SSLException {
        boolean answerToAuth = clear && !secured;
        clear = false;
        if (answerToAuth) {
            next.filterWrite(session, request);
        } else if (over) {
            request.getFuture().setException(new ClosedChannelException());
        } else if (!secured || !waiting.isEmpty() || !encrypt(next, request)) {
            if (waiting.size() == MOST_WAITING) {
                throw new SSLException("more replies than a handshake may keep waiting");
            }
            waiting.add(request);
        }
    }

    private void writeWaiting(NextFilter next) throws SSLException {
        for (WriteRequest first = waiting.peek(); first != null && encrypt(next, first); first = waiting.peek()) {
            waiting.remove();
        }
    }

    /** Whether all of it could be written; the rest stays in the request. */
    private boolean encrypt(NextFilter next, WriteRequest request) throws SSLException {
        ByteBuffer from = ((IoBuffer) request.getMessage()).buf();
        ByteBuffer to = Scratch.take();
        try {
            while (true) {
                SSLEngineResult result = engine.wrap(from, to.clear());
                boolean closed = result.getStatus() == Status.CLOSED;
                boolean done = !from.hasRemaining() || closed;
                if (to.flip().hasRemaining()) {
                    next.filterWrite(session, new Encrypted(copy(to), done ? request : null));
                } else if (done) {
                    request.getFuture().setException(new ClosedChannelException());
                }
                if (done) {
                    return true;
                }
                if (result.bytesProduced() == 0) {
                    return false;
                }
            }
        } finally {
            Scratch.give(to);
        }
    }

    // ---- the end

    /** Tells the peer that nothing more comes (close_notify). */
    synchronized void sayFarewell(NextFilter next) {
        if (over || !secured || engine.isOutboundDone()) {
            return;
        }
        engine.closeOutbound();
        ByteBuffer to = Scratch.take();
        try {
            engine.wrap(NOTHING, to);
            if (to.flip().hasRemaining()) {
                next.filterWrite(session, new Farewell(copy(to)));
            }
        } catch (SSLException e) {
            over = true;
        } finally {
            Scratch.give(to);
        }
    }

    private static final class Farewell extends Encrypted implements DirectWriter.LastWords {
        Farewell(IoBuffer record) {
            super(record, null);
        }
    }

    /** The connection is closed. */
    synchronized void end() {
        over = true;
        held = null;
        engine.closeOutbound();
        for (WriteRequest each : waiting) {
            each.getFuture().setException(new ClosedChannelException());
        }
        waiting.clear();
    }
}
