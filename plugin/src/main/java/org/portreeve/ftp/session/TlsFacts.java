package org.portreeve.ftp.session;

import java.lang.reflect.Method;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Handshake;
import org.portreeve.policy.TlsVersion;

/** What the handshake of a control connection came to, as far as this version of MINA tells. */
final class TlsFacts {

    /** Where MINA 2.2 keeps the JSSE session from the end of the handshake on. */
    private static final AttributeKey SESSION = new AttributeKey(SslFilter.class, "status");

    private TlsFacts() {}

    /** Null if nothing can be known of it. */
    static @Nullable Handshake of(IoSession io, Instant now) {
        SSLSession tls = session(io);
        return tls == null ? null : of(tls, now);
    }

    static Handshake of(SSLSession tls, Instant now) {
        return new Handshake(
                TlsVersion.ofProtocol(tls.getProtocol()).orElse(null), tls.getCipherSuite(), certificate(tls, now));
    }

    /** The JSSE session of the control connection, null if it cannot be had. */
    static @Nullable SSLSession session(IoSession io) {
        if (io.getAttribute(SESSION) instanceof SSLSession tls) {
            return tls;
        }
        Object filter = io.getFilterChain().get(SslFilter.class);
        if (filter == null) {
            return null;
        }
        try { // MINA 2.1, which FtpServer 1.2.0 has
            Method ask = SslFilter.class.getMethod("getSslSession", IoSession.class);
            return (SSLSession) ask.invoke(filter, io);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** The client's own certificate, valid or not; null if it showed none. */
    static @Nullable Certificate shown(SSLSession tls) {
        try {
            Certificate[] chain = tls.getPeerCertificates();
            return chain.length == 0 ? null : chain[0];
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    /** JSSE has held it against the trust store in the handshake; what is left is whether it still holds. */
    private static Handshake.@Nullable ClientCertificate certificate(SSLSession tls, Instant now) {
        if (!(shown(tls) instanceof X509Certificate own)) {
            return null;
        }
        try {
            own.checkValidity(Date.from(now));
            return new Handshake.ClientCertificate(
                    own.getSubjectX500Principal().getName(),
                    own.getIssuerX500Principal().getName());
        } catch (CertificateException e) {
            return null;
        }
    }
}
