package org.portreeve.ftp.tls;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.jspecify.annotations.Nullable;

/** Lends a listener other TLS versions than its XML can name; all else stays the listener's own. */
public final class TlsVersions {

    /** What FtpServer 1.2 offers if nobody has said anything; its XML cannot say it. */
    private static final List<String> STOCK = List.of("TLSv1.2");

    /** What there is to offer. */
    static final List<String> CURRENT = List.of("TLSv1.3", "TLSv1.2");

    private TlsVersions() {}

    /**
     * The versions to offer; null for what TLS offers by itself.
     *
     * @param chosen by an admin; empty if none were
     * @param listeners what the listener says
     */
    static String @Nullable [] offered(List<String> chosen, String @Nullable [] listeners) {
        if (!chosen.isEmpty()) {
            return chosen.toArray(String[]::new);
        }
        boolean unchanged = listeners != null && List.of(listeners).equals(STOCK);
        return unchanged ? CURRENT.toArray(String[]::new) : listeners;
    }

    /**
     * Lends a listener versions.
     *
     * @param chosen JSSE names; if there are none, TLS 1.3 comes beside a TLS 1.2 that nobody has chosen
     */
    public static Listener apply(Listener listener, List<String> chosen) {
        SslConfiguration settings = listener.getSslConfiguration();
        if (settings == null || (chosen.isEmpty() && keepsItsOwn(listener, settings))) {
            return listener;
        }
        String[] offered = offered(chosen, settings.getEnabledProtocols());
        SslConfiguration lent = instead(SslConfiguration.class, settings, "getEnabledProtocols", () -> offered);
        return instead(Listener.class, listener, "getSslConfiguration", () -> lent);
    }

    /**
     * An implicit control connection has its versions already, and data are to resume it. And a server sees a client's
     * certificate in TLS 1.3 only after the client takes the handshake for done, for which no program is prepared that was
     * written for FtpServer's TLS 1.2.
     */
    private static boolean keepsItsOwn(Listener listener, SslConfiguration settings) {
        return listener.isImplicitSsl() || settings.getClientAuth() != ClientAuth.NONE;
    }

    interface Answer {
        @Nullable
        Object get();
    }

    /** Answers one question otherwise. A proxy, not a class: the interfaces differ between FtpServer 1.2.0 and 1.2.1. */
    static <T> T instead(Class<T> type, T delegate, String method, Answer answer) {
        InvocationHandler handler = (proxy, called, arguments) -> {
            if (called.getName().equals(method)) {
                return answer.get();
            }
            try {
                return called.invoke(delegate, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
