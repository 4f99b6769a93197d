package org.portreeve.ftp.data;

import java.security.GeneralSecurityException;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.DataConnectionConfiguration;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.Lineage;
import org.portreeve.ftp.tls.TlsEngines;

/** The TLS settings that a listener has for its data connections: their own, or else those of the control connection. */
final class TlsSettings {

    private TlsSettings() {}

    /**
     * An engine for the server's side of one connection.
     *
     * @param listener the session's, whose TLS may be lent
     * @param listeners those of the server, as they were configured
     */
    static SSLEngine engine(Listener listener, DataConnectionConfiguration data, Collection<Listener> listeners)
            throws SSLException {
        SslConfiguration own = data.getSslConfiguration();
        SslConfiguration settings = isOwn(own, listeners) ? own : listener.getSslConfiguration();
        if (settings == null) {
            throw new ProtectionException("no TLS is configured");
        }
        try {
            return TlsEngines.make(settings, Lineage.DATA_PEER, -1);
        } catch (GeneralSecurityException e) {
            throw new ProtectionException("TLS is not usable as configured", e);
        }
    }

    /** A listener without a {@code data-connection} element in its XML hands its own settings on. */
    private static boolean isOwn(@Nullable SslConfiguration data, Collection<Listener> listeners) {
        return data != null && listeners.stream().noneMatch(each -> isSame(each.getSslConfiguration(), data));
    }

    @SuppressWarnings("ReferenceEquality") // equal settings of its own are its own all the same
    private static boolean isSame(@Nullable SslConfiguration one, SslConfiguration other) {
        return one == other;
    }
}
