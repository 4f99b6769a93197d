package org.portreeve.ftp;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
        SslConfiguration lent = instead(
                SslConfiguration.class, settings, "getEnabledProtocols", () -> protocols.toArray(String[]::new));
        return instead(Listener.class, listener, "getSslConfiguration", () -> lent);
    }

    private interface Answer {
        Object get();
    }

    /** A proxy, not a class: the interfaces differ between FtpServer 1.2.0 and 1.2.1. */
    private static <T> T instead(Class<T> type, T delegate, String method, Answer answer) {
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
