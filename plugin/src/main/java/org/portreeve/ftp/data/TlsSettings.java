package org.portreeve.ftp.data;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.DataConnectionConfiguration;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.portreeve.ftp.session.Lineage;

/** The TLS settings that a listener has for its data connections: their own, or else those of the control connection. */
final class TlsSettings {

    private TlsSettings() {}

    /** An engine for the server's side of one connection. */
    static SSLEngine engine(Listener listener, DataConnectionConfiguration data) throws SSLException {
        SslConfiguration own = data.getSslConfiguration();
        SslConfiguration settings = own != null ? own : listener.getSslConfiguration();
        if (settings == null) {
            throw new ProtectionException("no TLS is configured");
        }
        SSLEngine engine = context(settings).createSSLEngine(Lineage.DATA_PEER, -1);
        engine.setUseClientMode(false);
        if (settings.getClientAuth() == ClientAuth.NEED) {
            engine.setNeedClientAuth(true);
        } else if (settings.getClientAuth() == ClientAuth.WANT) {
            engine.setWantClientAuth(true);
        }
        if (settings.getEnabledCipherSuites() != null) {
            engine.setEnabledCipherSuites(settings.getEnabledCipherSuites());
        }
        if (settings.getEnabledProtocols() != null) {
            engine.setEnabledProtocols(settings.getEnabledProtocols());
        }
        return engine;
    }

    private static SSLContext context(SslConfiguration settings) throws SSLException {
        try {
            return settings.getSSLContext();
        } catch (GeneralSecurityException e) {
            throw new ProtectionException("TLS is not usable as configured", e);
        }
    }
}
