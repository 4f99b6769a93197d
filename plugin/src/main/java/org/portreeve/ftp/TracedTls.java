package org.portreeve.ftp;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.impl.DefaultSslConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends listeners a TLS context that keeps its sessions on the server. JSSE otherwise puts all of a session into the
 * ticket that the client keeps, and then it cannot be proved which session a data connection resumes.
 *
 * <p>The context has the listener's own keys and trust; it is made as FtpServer makes its own. Where that is not possible,
 * {@code resumption: required} refuses every data connection, unless the whole JVM runs with {@value #PROPERTY} set to
 * false.
 */
final class TracedTls {

    static final String PROPERTY = "jdk.tls.server.enableSessionTicketExtension";

    private static final Logger LOG = LoggerFactory.getLogger(TracedTls.class);

    private final Map<Listener, Listener> lent = new ConcurrentHashMap<>();

    /** The listener with such a context, or as it is if that cannot be. */
    Listener lend(Listener listener) {
        return lent.computeIfAbsent(listener, TracedTls::apply);
    }

    /** Whether resumption can be proved on this listener's data connections, as far as that is known before one is used. */
    static boolean canProve(Listener listener) {
        return listener.getSslConfiguration() == null
                || "false".equals(System.getProperty(PROPERTY))
                || (!listener.isImplicitSsl() && listener.getSslConfiguration() instanceof DefaultSslConfiguration);
    }

    private static Listener apply(Listener listener) {
        SslConfiguration own = listener.getSslConfiguration();
        if (listener.isImplicitSsl() || !(own instanceof DefaultSslConfiguration)) {
            return listener; // its control connections have the listener's own context already, or a foreign one
        }
        Optional<SSLContext> context = context(own);
        if (context.isEmpty()) {
            return listener;
        }
        SslConfiguration other = Lent.instead(SslConfiguration.class, own, "getSSLContext", context::orElseThrow);
        return Lent.instead(Listener.class, listener, "getSslConfiguration", () -> other);
    }

    /** JSSE reads the property when it makes a context, so it is set for that moment only. */
    private static synchronized Optional<SSLContext> context(SslConfiguration own) {
        String before = System.getProperty(PROPERTY);
        try {
            System.setProperty(PROPERTY, "false");
            Method make = DefaultSslConfiguration.class.getDeclaredMethod("initContext");
            make.setAccessible(true);
            SSLContext context = (SSLContext) make.invoke(own);
            context.getServerSessionContext();
            return Optional.of(context);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("this server's TLS keeps its sessions in tickets: {}", e.toString());
            return Optional.empty();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }
}
