package org.portreeve.ftp.session;

import org.apache.ftpserver.listener.nio.FtpLoggingFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.logging.LoggingFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's log of commands and replies under the name it has always had, but with every secret masked. */
public final class MaskedLog extends LoggingFilter {

    private static final Logger LOG = LoggerFactory.getLogger(FtpLoggingFilter.class);

    public MaskedLog() {
        super(FtpLoggingFilter.class);
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "RECEIVED: {}",
                    message instanceof String line ? CommandLine.parse(line).masked() : message);
        }
        next.messageReceived(session, message);
    }

    /** Logged on the way out, not when it has left: {@link LineReader} keeps that news on the I/O thread. */
    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        LOG.info("SENT: {}", request.getMessage());
        next.filterWrite(session, request);
    }
}
