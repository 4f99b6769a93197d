package org.portreeve.policy;

import org.jspecify.annotations.Nullable;

/**
 * What the TLS handshake of a control connection came to. What is not known is null, and never opens anything.
 *
 * @param version the negotiated version
 * @param cipher the cipher suite by its IANA name, for example {@code TLS_AES_256_GCM_SHA384}
 * @param certificate the client's certificate, accepted by the server's trust store and not expired; null if it sent none
 */
public record Handshake(
        @Nullable TlsVersion version,
        @Nullable String cipher,
        @Nullable ClientCertificate certificate) {

    /**
     * Names in a certificate (RFC 2253 form, for example {@code CN=acme,O=Acme Ltd}).
     *
     * @param subject whom it names; null if not known
     * @param issuer who signed it; null if not known
     */
    public record ClientCertificate(
            @Nullable String subject, @Nullable String issuer) {}
}
