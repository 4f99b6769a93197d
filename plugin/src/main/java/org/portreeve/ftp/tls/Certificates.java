package org.portreeve.ftp.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.ftpserver.listener.Listener;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.JsonLine;
import org.portreeve.ftp.reload.Fingerprint;
import org.portreeve.ftp.reload.Watched;
import org.portreeve.ftp.tls.TlsFiles.Revocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate in force, and the trust in clients. Files that cannot be used never replace good ones; with no
 * good ones AUTH is answered by 431.
 *
 * <p>A new certificate is shown in every full handshake from then on, also on data connections of sessions that are open;
 * the TLS context stays, so that these can still resume their control connection's TLS session. If the trust in clients
 * changes, new sessions get a new context: who was trusted before has to prove himself again.
 */
public final class Certificates implements Watched {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration REMIND = Duration.ofDays(1);

    private final TlsFiles files;
    private final List<String> protocols;
    private final InstantSource clock;
    private final ServerKey serverKey = new ServerKey(() -> inForce().credentials());

    private volatile @Nullable Material material;
    private volatile Map<Listener, Listener> lent = new ConcurrentHashMap<>();
    private volatile String problem = "";
    private Fingerprint loaded;
    private Fingerprint seen;
    private Instant remindedAt = Instant.MIN;

    /**
     * What one reading of the files gave, and the context that new sessions get.
     *
     * @param aged whether the revocation lists were out of date already
     */
    private record Material(
            Credentials credentials,
            Optional<ClientTrust> trust,
            Fingerprint trustFiles,
            boolean aged,
            SSLContext context) {}

    /** @param protocols JSSE names of the TLS versions to offer; empty for the listener's own */
    public Certificates(TlsFiles files, List<String> protocols, InstantSource clock) {
        this.files = files;
        this.protocols = List.copyOf(protocols);
        this.clock = clock;
        this.loaded = Fingerprint.of(files.all());
        this.seen = loaded;
        reload();
    }

    // ---- reading

    /** A change is read when it has stood still for one look. */
    @Override
    public synchronized void look() {
        Fingerprint now = Fingerprint.of(files.all());
        boolean settled = !now.equals(loaded) && now.equals(seen);
        seen = now;
        if (settled || ages()) {
            reload();
        } else if (!clock.instant().isBefore(remindedAt.plus(REMIND))) {
            remind();
        }
    }

    /** Whether the revocation lists went out of date since; then nobody may live on a TLS session from better times. */
    private boolean ages() {
        Material now = material;
        return now != null && !now.aged() && isAged(now.trust());
    }

    private boolean isAged(Optional<ClientTrust> trust) {
        return trust.filter(each -> each.isOutOfDate(clock.instant())).isPresent();
    }

    @Override
    public synchronized void reload() {
        Fingerprint before = Fingerprint.of(files.all());
        Material old = material;
        try {
            enact(old, Credentials.read(files), trust());
            problem = "";
        } catch (IOException | GeneralSecurityException e) {
            problem = String.valueOf(e.getMessage());
            LOG.error("the certificate files cannot be used: {}", problem);
            if (old == null) {
                LOG.error("there is NO CERTIFICATE, so no TLS: AUTH is answered by 431");
            } else {
                LOG.error("the certificate of before stays in force: {}", describe(old.credentials()));
            }
        }
        loaded = before;
        seen = before;
        remind();
    }

    private Optional<ClientTrust> trust() throws IOException {
        Path trusted = files.trusted();
        if (trusted == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ClientTrust.read(trusted, Optional.ofNullable(files.revoked()), files.revocation()));
        } catch (IOException e) {
            if (files.revocation() == Revocation.STRICT || files.revoked() == null || material != null) {
                throw e;
            }
            ClientTrust without = ClientTrust.read(trusted, Optional.empty(), files.revocation());
            LOG.error("clients are trusted WITHOUT a revocation list: {}", e.getMessage());
            return Optional.of(without);
        }
    }

    private void enact(@Nullable Material old, Credentials credentials, Optional<ClientTrust> trust)
            throws GeneralSecurityException {
        List<Path> trustPaths = new ArrayList<>(files.all());
        trustPaths.remove(files.certificate());
        trustPaths.remove(files.keyFile());
        Fingerprint trustFiles = Fingerprint.of(trustPaths);
        boolean aged = isAged(trust);
        boolean sameTrust =
                old != null && old.aged() == aged && old.trustFiles().equals(trustFiles);
        SSLContext context = old != null && sameTrust ? old.context() : context();
        if (old != null) {
            serverKey.replacing(old.credentials());
        }
        material = new Material(credentials, trust, trustFiles, aged, context);
        if (!sameTrust) {
            lent = new ConcurrentHashMap<>();
        }
        remindedAt = Instant.MIN;
        LOG.info("certificate in force: {}", describe(credentials));
    }

    private SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {serverKey}, new TrustManager[] {files.trusted() == null ? NOBODY : clients}, null);
        return context;
    }

    private Material inForce() {
        Material now = material;
        if (now == null) {
            throw new IllegalStateException("there is no certificate");
        }
        return now;
    }

    /** Asks whoever is trusted at this moment. */
    private final TrustDecorator clients = new TrustDecorator() {
        @Override
        X509ExtendedTrustManager manager() {
            return inForce().trust().orElseThrow().manager();
        }
    };

    private static final TrustDecorator NOBODY = new TrustDecorator() {
        @Override
        X509ExtendedTrustManager manager() {
            throw new IllegalStateException("clients are not asked for certificates");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    // ---- what people should know

    private void remind() {
        remindedAt = clock.instant();
        warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    /** What somebody should look at, one sentence each. */
    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Instant now = clock.instant();
        Material current = material;
        if (files.isKeyReadableByOthers()) {
            warnings.add("the private key " + files.keyFile() + " can be read by everybody on this machine: chmod o-r");
        }
        if (current == null) {
            return warnings;
        }
        Instant end = current.credentials().own().getNotAfter().toInstant();
        if (end.isBefore(now)) {
            warnings.add("the certificate HAS EXPIRED: " + describe(current.credentials()));
        } else if (end.isBefore(now.plus(SOON))) {
            warnings.add("the certificate is about to expire: " + describe(current.credentials()));
        }
        if (current.credentials().own().getNotBefore().toInstant().isAfter(now)) {
            warnings.add("the certificate is not valid yet: " + describe(current.credentials()));
        }
        if (isAged(current.trust())) {
            warnings.add("the revocation list " + files.revoked() + " is out of date; "
                    + (files.revocation() == Revocation.STRICT
                            ? "no client certificate of its issuer is taken"
                            : "client certificates are taken all the same"));
        }
        return warnings;
    }

    private static String describe(Credentials credentials) {
        return credentials.own().getSubjectX500Principal() + " of "
                + credentials.own().getIssuerX500Principal() + ", valid until "
                + credentials.own().getNotAfter().toInstant();
    }

    /** The state of it, as one JSON object without secrets. */
    public String json() {
        Material current = material;
        JsonLine line = new JsonLine();
        if (current != null) {
            line.text(
                            "subject",
                            current.credentials()
                                    .own()
                                    .getSubjectX500Principal()
                                    .getName())
                    .text(
                            "issuer",
                            current.credentials().own().getIssuerX500Principal().getName())
                    .text(
                            "until",
                            current.credentials()
                                    .own()
                                    .getNotAfter()
                                    .toInstant()
                                    .toString());
        }
        return line.text("problem", problem.isEmpty() ? null : problem)
                .texts("warnings", warnings())
                .toString();
    }

    // ---- lending

    /** The listener as a new session is to see it. */
    public Listener lend(Listener listener) {
        return lent.computeIfAbsent(listener, own -> {
            Material now = material;
            SSLContext pinned = now == null ? null : now.context();
            return LentTls.to(
                    own, protocols, files.trusted() != null, () -> pinned == null ? contextInForce() : pinned);
        });
    }

    private @Nullable SSLContext contextInForce() {
        Material now = material;
        return now == null ? null : now.context();
    }
}
