package org.portreeve.ftp.session;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads command lines on the I/O thread, in front of the server's thread pool and instead of its line decoder.
 *
 * <p>It is the one place that knows which bytes came before TLS and which after: what follows AUTH in the clear, even
 * the beginning of a line, never becomes a command (CVE-2011-1575 class). It also bounds what one client can make the
 * server remember: the length of a line, and how many commands may wait.
 */
public final class LineReader extends IoFilterAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(LineReader.class);

    /** FtpServer's name for the filter behind which commands have their threads. */
    public static final String THREAD_POOL = "threadPool";

    private static final int LIMIT_BEFORE_LOGIN = 4 * 1024;
    private static final int LIMIT_AFTER_LOGIN = 16 * 1024;
    private static final int MAX_UNENDING = 1024 * 1024;
    private static final int MAX_HELD = 256 * 1024;

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        SessionState state = SessionState.of(session);
        if (state == null || !(message instanceof IoBuffer buffer)) {
            next.messageReceived(session, message);
            return;
        }
        LineBuffer lines = state.lines();
        try {
            synchronized (lines) {
                read(next, session, state, lines, buffer);
            }
        } catch (Throwable t) { // an Error would end the I/O thread, and with it the service of other sessions
            LOG.error("a fault while reading from session {}", state.id(), t);
            state.abandon("a fault in the reading of commands");
        }
    }

    /**
     * MINA leaves lying what came together with the end of the client's handshake, if the handshake ended on another thread
     * than the I/O thread, as it does with a client certificate: the command that a client sends at once would wait for
     * its next one. Nothing more is received here, so that what lies there comes.
     */
    @Override
    public void event(NextFilter next, IoSession session, FilterEvent event) throws Exception {
        next.event(session, event);
        if (event == SslEvent.SECURED) {
            session.getFilterChain().fireMessageReceived(IoBuffer.allocate(0));
        }
    }

    /**
     * Ends here: nobody behind the thread pool waits to hear that a reply has left, and telling them would cost a change
     * of threads for each reply.
     */
    @Override
    public void messageSent(NextFilter next, IoSession session, WriteRequest request) {
        if (SessionState.of(session) != null && session instanceof AbstractIoSession books) {
            books.increaseWrittenMessages(request, System.currentTimeMillis()); // what MINA's last filter would do
        } else {
            next.messageSent(session, request);
        }
    }

    private static void read(
            NextFilter next, IoSession session, SessionState state, LineBuffer lines, IoBuffer buffer) {
        if (state.awaitsTls() && !state.isControlProtected()) {
            state.clearBytesBehindAuth();
        } else if (lines.held() > 0) {
            hold(session, state, lines, buffer);
        } else {
            decode(next, session, state, lines, buffer);
        }
    }

    private static void decode(
            NextFilter next, IoSession session, SessionState state, LineBuffer lines, IoBuffer buffer) {
        boolean secured = state.isControlProtected();
        int limit = state.isLoggedIn() ? LIMIT_AFTER_LOGIN : LIMIT_BEFORE_LOGIN;
        while (buffer.hasRemaining()) {
            if (state.isCrowded() && state.pause(() -> resume(next, session, state, lines))) {
                hold(session, state, lines, buffer);
                return;
            }
            Object line = lines.take(buffer.get() & 0xff, limit);
            if (line == null) {
                continue;
            }
            if (line instanceof String status && state.tellsProgress(status)) {
                continue;
            }
            state.lineQueued();
            if (line instanceof String text) {
                state.noticeAbort(text);
            }
            boolean auth = !secured && line instanceof String text && isAuth(text);
            if (auth) {
                state.expectTls();
                if (buffer.hasRemaining()) {
                    state.clearBytesBehindAuth();
                }
            }
            if (line instanceof String text && state.isQuick(text)) {
                session.getFilterChain().getNextFilter(THREAD_POOL).messageReceived(session, line);
            } else {
                next.messageReceived(session, line);
            }
            if (auth) {
                return;
            }
        }
        if (lines.taken() > MAX_UNENDING) {
            state.abandon("a line that does not end");
        }
    }

    private static boolean isAuth(String line) {
        return CommandLine.parse(line).verb().equals("AUTH");
    }

    private static void hold(IoSession session, SessionState state, LineBuffer lines, IoBuffer buffer) {
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        lines.hold(rest);
        session.suspendRead();
        if (lines.held() > MAX_HELD) {
            state.abandon("more commands than anybody could answer");
        }
    }

    /** Goes on with what was put aside; runs on the thread that did the last of the waiting commands. */
    private static void resume(NextFilter next, IoSession session, SessionState state, LineBuffer lines) {
        synchronized (lines) {
            decode(next, session, state, lines, IoBuffer.wrap(lines.release()));
            if (lines.held() == 0) {
                session.resumeRead();
            }
        }
    }
}
