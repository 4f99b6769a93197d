package org.portreeve.ftp.tls;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;

/** Makes the server's side of TLS as a listener's settings have it. */
public final class TlsEngines {

    private TlsEngines() {}

    /** For a control connection. The address stays a number: a name would have to be asked for, in each login. */
    static SSLEngine forControl(SslConfiguration settings, SocketAddress client) throws GeneralSecurityException {
        return client instanceof InetSocketAddress address
                ? make(settings, address.getAddress().getHostAddress(), address.getPort())
                : make(settings, "", -1);
    }

    /** For a connection with a peer of this name, which JSSE keeps in the session. */
    public static SSLEngine make(SslConfiguration settings, String peer, int port) throws GeneralSecurityException {
        SSLEngine engine = settings.getSSLContext().createSSLEngine(peer, port);
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
}
