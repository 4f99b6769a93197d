package org.portreeve.ftp.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the certificate that is the server's at this moment, so that a TLS context, and the sessions that it remembers,
 * outlive it. A handshake asks for an alias first and for what belongs to it later; the alias says which it was.
 */
final class ServerKey extends X509ExtendedKeyManager {

    private final Supplier<Credentials> current;
    private volatile @Nullable Credentials before;

    ServerKey(Supplier<Credentials> current) {
        this.current = current;
    }

    /** Tells that the certificate is about to be another; handshakes under way end with the old one. */
    void replacing(Credentials old) {
        before = old;
    }

    private static String alias(Credentials credentials) {
        return Integer.toHexString(System.identityHashCode(credentials));
    }

    private @Nullable Credentials named(String alias) {
        Credentials now = current.get();
        if (alias.equals(alias(now))) {
            return now;
        }
        Credentials old = before;
        return old != null && alias.equals(alias(old)) ? old : null;
    }

    private @Nullable String choose(String type) {
        Credentials now = current.get();
        return type.equals(now.own().getPublicKey().getAlgorithm()) ? alias(now) : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return choose(type);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(type);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        String alias = choose(type);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Credentials found = named(alias);
        return found == null ? null : found.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Credentials found = named(alias);
        return found == null ? null : found.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
