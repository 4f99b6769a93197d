package org.portreeve.ftp;

import java.util.List;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.SslConfiguration;

/** Lends a listener other TLS versions than its XML can name; all else stays the listener's own. */
final class TlsVersions {

    private TlsVersions() {}

    static Listener apply(Listener listener, List<String> protocols) {
        SslConfiguration settings = listener.getSslConfiguration();
        if (settings == null) {
            return listener;
        }
        SslConfiguration lent = Lent.instead(
                SslConfiguration.class, settings, "getEnabledProtocols", () -> protocols.toArray(String[]::new));
        return Lent.instead(Listener.class, listener, "getSslConfiguration", () -> lent);
    }
}
