package org.portreeve.ftp.session;

import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.listener.nio.FtpLoggingFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.logging.LoggingFilter;
import org.portreeve.policy.Verb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's log of commands and replies under the name it has always had, but with every secret masked, and for who looks
 * for a fault only (DEBUG): what was done is in the audit.
 */
public final class MaskedLog extends LoggingFilter {

    private static final Logger LOG = LoggerFactory.getLogger(FtpLoggingFilter.class);

    public MaskedLog() {
        super(FtpLoggingFilter.class);
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "RECEIVED: {}",
                    message instanceof String line ? CommandLine.parse(line).masked() : message);
        }
        next.messageReceived(session, message);
    }

    /** Logged on the way out, not when it has left: {@link LineReader} keeps that news on the I/O thread. */
    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("SENT: {}", shown(session, request.getMessage()));
        }
        next.filterWrite(session, request);
    }

    /** FtpServer repeats a verb that it does not know, which may be no verb at all. */
    private static Object shown(IoSession session, Object message) {
        SessionState state = SessionState.of(session);
        CommandLine command = state == null ? null : state.current();
        boolean echo = command != null && !Verb.isKnown(command.verb());
        return echo && message instanceof FtpReply reply ? reply.getCode() : message;
    }

    /** Said once, by the gate, and without a stack trace that any client could fill the disk with. */
    @Override
    public void exceptionCaught(NextFilter next, IoSession session, Throwable cause) throws Exception {
        next.exceptionCaught(session, cause);
    }
}
