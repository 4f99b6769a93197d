package org.portreeve.ftp.tls;

import java.lang.reflect.Field;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.nio.NioListener;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.mina.core.filterchain.DefaultIoFilterChainBuilder;
import org.apache.mina.core.service.IoService;
import org.apache.mina.filter.ssl.SslFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts our TLS into listeners with implicit TLS. Such a listener has made its filter when it started, with its own key; the
 * filter that the next sessions get is replaced.
 */
public final class ImplicitTls {

    private static final Logger LOG = LoggerFactory.getLogger(ImplicitTls.class);
    private static final String NAME = "sslFilter";

    private final Map<Listener, SslFilter> filters = new ConcurrentHashMap<>();

    /**
     * Replaces the filter of a listener before it has sessions; does nothing if that is done already.
     *
     * @param lent the listener as our sessions see it
     */
    public void prepare(Listener own, Listener lent) {
        if (!own.isImplicitSsl() || !(own instanceof NioListener) || lent.getSslConfiguration() == null) {
            return;
        }
        try {
            Field acceptor = NioListener.class.getDeclaredField("acceptor");
            acceptor.setAccessible(true);
            if (acceptor.get(own) instanceof IoService service) {
                put(service.getFilterChain(), filter(lent));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("the first client of a listener with implicit TLS will be sent away: {}", e.toString());
        }
    }

    /** Whether a new session has our TLS; if not, the next one will have. */
    public boolean isIn(FtpIoSession session, Listener lent) {
        if (!lent.isImplicitSsl()) {
            return true;
        }
        if (lent.getSslConfiguration() == null) {
            return false;
        }
        SslFilter wanted = filter(lent);
        if (session.getFilterChain().get(NAME) == wanted) {
            return true;
        }
        put(session.getService().getFilterChain(), wanted);
        return false;
    }

    private SslFilter filter(Listener lent) {
        return filters.computeIfAbsent(lent, unused -> make(lent.getSslConfiguration()));
    }

    private static synchronized void put(DefaultIoFilterChainBuilder chain, SslFilter wanted) {
        if (chain.contains(NAME) && chain.get(NAME) != wanted) {
            chain.replace(NAME, wanted);
        }
    }

    private static SslFilter make(SslConfiguration settings) {
        try {
            return TlsFilter.isPossible() ? new TlsFilter(settings, false) : stock(settings);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // the context is made already
        }
    }

    private static SslFilter stock(SslConfiguration settings) throws GeneralSecurityException {
        SslFilter filter = new SslFilter(settings.getSSLContext());
        filter.setEnabledProtocols(settings.getEnabledProtocols());
        if (settings.getEnabledCipherSuites() != null) {
            filter.setEnabledCipherSuites(settings.getEnabledCipherSuites());
        }
        if (settings.getClientAuth() == ClientAuth.NEED) {
            filter.setNeedClientAuth(true);
        } else if (settings.getClientAuth() == ClientAuth.WANT) {
            filter.setWantClientAuth(true);
        }
        return filter;
    }
}
