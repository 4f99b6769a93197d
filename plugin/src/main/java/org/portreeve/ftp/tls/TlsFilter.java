package org.portreeve.ftp.tls;

import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.ssl.SslFilter;
import org.portreeve.ftp.session.DirectWriter;

/**
 * TLS of the control connection, in the place of MINA's own filter, whose type it has because FtpServer asks for that.
 * MINA takes 33 KiB afresh for each reply and 16 KiB for each command, which is most of the memory that a TLS session
 * costs; and it holds its locks in a way that forbids {@link DirectWriter}.
 */
public final class TlsFilter extends SslFilter implements DirectWriter.Follower {

    /** FtpServer's name for it. */
    public static final String NAME = "sslSessionFilter";

    private static final AttributeKey LINE = new AttributeKey(TlsFilter.class, "line");
    private static final boolean POSSIBLE = knowsServers();

    private final SslConfiguration settings;
    private final boolean firstInTheClear;

    /** @param firstInTheClear whether the first thing written is the answer to AUTH */
    public TlsFilter(SslConfiguration settings, boolean firstInTheClear) throws GeneralSecurityException {
        super(settings.getSSLContext());
        this.settings = settings;
        this.firstInTheClear = firstInTheClear;
    }

    /** Whether this MINA lets it: 2.1, which FtpServer 1.2.0 has, asks its own filter whether a session is secure. */
    public static boolean isPossible() {
        return POSSIBLE;
    }

    private static boolean knowsServers() {
        try {
            IoSession.class.getMethod("isServer");
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    // ---- beginning and end

    @Override
    public void onPostAdd(IoFilterChain chain, String name, NextFilter next) throws GeneralSecurityException {
        if (chain.getSession().isConnected()) {
            begin(chain.getSession());
        }
    }

    @Override
    public void sessionOpened(NextFilter next, IoSession session) throws GeneralSecurityException {
        begin(session);
        next.sessionOpened(session);
    }

    private void begin(IoSession session) throws GeneralSecurityException {
        if (session.getAttribute(LINE) == null) {
            SSLEngine engine = TlsEngines.forControl(settings, session.getRemoteAddress());
            session.setAttributeIfAbsent(LINE, new TlsLine(engine, session, firstInTheClear));
        }
    }

    @Override
    public void onPreRemove(IoFilterChain chain, String name, NextFilter next) {
        end(chain.getSession());
    }

    /** A client shall know that nobody has cut the connection. */
    @Override
    public void filterClose(NextFilter next, IoSession session) {
        if (session.getAttribute(LINE) instanceof TlsLine line) {
            line.sayFarewell(next);
        }
        next.filterClose(session);
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) {
        end(session);
        next.sessionClosed(session);
    }

    private static void end(IoSession session) {
        session.removeAttribute(SSL_SECURED);
        if (session.removeAttribute(LINE) instanceof TlsLine line) {
            line.end();
        }
    }

    // ---- in between

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) throws SSLException {
        if (session.getAttribute(LINE) instanceof TlsLine line) {
            line.receive(next, (IoBuffer) message);
        }
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) throws SSLException {
        if (session.getAttribute(LINE) instanceof TlsLine line) {
            line.write(next, request);
        } else { // nothing is written in the clear, or to a connection that is closed
            request.getFuture().setException(new ClosedChannelException());
        }
    }

    @Override
    public void messageSent(NextFilter next, IoSession session, WriteRequest request) {
        if (!(request instanceof Encrypted encrypted)) {
            next.messageSent(session, request);
        } else if (encrypted.original() != null) {
            next.messageSent(session, encrypted.original());
        }
    }
}
