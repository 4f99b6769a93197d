package org.portreeve.ftp.tls;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.jspecify.annotations.Nullable;

/** Lends a listener our TLS context in the place of its own, whether it has one or not; all else stays the listener's. */
final class LentTls {

    private LentTls() {}

    /**
     * Lends it.
     *
     * @param protocols TLS versions to offer; empty for the listener's own
     * @param asksClients whether clients are asked for certificates
     * @param context null if there is none at the moment, and so no TLS
     */
    static Listener to(
            Listener listener, List<String> protocols, boolean asksClients, Supplier<@Nullable SSLContext> context) {
        SslConfiguration own = listener.getSslConfiguration();
        Lent lent = new Lent(own, protocols, asksClients, context);
        SslConfiguration ours = SslConfiguration.class.cast(Proxy.newProxyInstance(
                SslConfiguration.class.getClassLoader(),
                new Class<?>[] {SslConfiguration.class},
                (proxy, method, arguments) -> lent.answer(method.getName())));
        return TlsVersions.instead(
                Listener.class, listener, "getSslConfiguration", () -> context.get() == null ? null : ours);
    }

    private record Lent(
            @Nullable SslConfiguration own,
            List<String> protocols,
            boolean asksClients,
            Supplier<@Nullable SSLContext> context) {

        @Nullable
        Object answer(String question) {
            return switch (question) {
                case "getSSLContext" -> tls();
                case "getSocketFactory" -> tls().getSocketFactory();
                case "getEnabledCipherSuites" -> own == null ? null : own.getEnabledCipherSuites();
                case "getEnabledProtocols" -> versions();
                case "getEnabledProtocol" -> versions()[0];
                case "getClientAuth" -> clientAuth();
                case "hashCode" -> System.identityHashCode(this);
                case "equals" -> false;
                case "toString" -> "TLS of Portreeve";
                default -> throw new UnsupportedOperationException(question);
            };
        }

        private SSLContext tls() {
            SSLContext now = context.get();
            if (now == null) {
                throw new IllegalStateException("there is no certificate");
            }
            return now;
        }

        private String[] versions() {
            String[] offered = TlsVersions.offered(protocols, own == null ? null : own.getEnabledProtocols());
            return offered == null ? TlsVersions.CURRENT.toArray(String[]::new) : offered;
        }

        private ClientAuth clientAuth() {
            if (!asksClients) {
                return ClientAuth.NONE;
            }
            return own != null && own.getClientAuth() == ClientAuth.NEED ? ClientAuth.NEED : ClientAuth.WANT;
        }
    }
}
