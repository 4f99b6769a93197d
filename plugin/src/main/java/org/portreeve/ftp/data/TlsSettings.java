package org.portreeve.ftp.data;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.DataConnectionConfiguration;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.portreeve.ftp.session.Lineage;
import org.portreeve.ftp.tls.TlsEngines;

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
        try {
            return TlsEngines.make(settings, Lineage.DATA_PEER, -1);
        } catch (GeneralSecurityException e) {
            throw new ProtectionException("TLS is not usable as configured", e);
        }
    }
}
