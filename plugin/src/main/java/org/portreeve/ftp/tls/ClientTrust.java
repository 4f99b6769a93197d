package org.portreeve.ftp.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRLException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.portreeve.ftp.tls.TlsFiles.Revocation;
import org.portreeve.status.StateFiles;

/**
 * Whose certificates clients may show.
 *
 * @param manager what JSSE asks
 * @param lists the revocation lists that were read
 */
record ClientTrust(X509ExtendedTrustManager manager, List<X509CRL> lists) {

    private static final int LARGEST = 64 << 20;

    ClientTrust {
        lists = List.copyOf(lists);
    }

    /** @throws IOException if a file cannot be used; says why, and names it */
    static ClientTrust read(Path trusted, Optional<Path> revoked, Revocation revocation) throws IOException {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            for (X509Certificate each : Credentials.certificates(trusted)) {
                anchors.setCertificateEntry("trusted-" + anchors.size(), each);
            }
            List<X509CRL> lists = revoked.isEmpty() ? List.of() : lists(revoked.get());
            boolean strict = revoked.isPresent() && revocation == Revocation.STRICT;
            X509ExtendedTrustManager manager = manager(anchors, lists, strict);
            return new ClientTrust(strict ? manager : new NotOnAList(manager, lists), lists);
        } catch (GeneralSecurityException e) {
            throw new IOException(trusted + ": " + e.getMessage(), e);
        }
    }

    private static List<X509CRL> lists(Path file) throws IOException {
        byte[] bytes = StateFiles.read(file, LARGEST);
        List<byte[]> encoded = new ArrayList<>();
        if (Pem.isPem(bytes)) {
            Pem.read(bytes).stream()
                    .filter(block -> block.label().equals("X509 CRL"))
                    .forEach(block -> encoded.add(block.der()));
        } else {
            encoded.add(bytes);
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509CRL> lists = new ArrayList<>();
            for (byte[] each : encoded) {
                lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(each)));
            }
            if (lists.isEmpty()) {
                throw new IOException(file + ": no revocation list");
            }
            return lists;
        } catch (CertificateException | CRLException e) {
            throw new IOException(file + ": the revocation list is damaged", e);
        }
    }

    private static X509ExtendedTrustManager manager(KeyStore anchors, List<X509CRL> lists, boolean strict)
            throws GeneralSecurityException, IOException {
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(strict);
        if (strict) {
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            PKIXRevocationChecker checker =
                    (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(
                    EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
            parameters.addCertPathChecker(checker);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IOException("this Java has no trust manager that can be used");
    }

    /** Whether a list should have been replaced by a newer one. */
    boolean isOutOfDate(Instant now) {
        return lists.stream()
                .anyMatch(list -> list.getNextUpdate() != null
                        && list.getNextUpdate().toInstant().isBefore(now));
    }

    private static final class NotOnAList extends TrustDecorator {

        private final X509ExtendedTrustManager manager;
        private final List<X509CRL> lists;

        NotOnAList(X509ExtendedTrustManager manager, List<X509CRL> lists) {
            this.manager = manager;
            this.lists = lists;
        }

        @Override
        X509ExtendedTrustManager manager() {
            return manager;
        }

        @Override
        void alsoCheck(X509Certificate[] chain) throws CertificateException {
            for (X509Certificate each : chain) {
                if (lists.stream().anyMatch(list -> list.isRevoked(each))) {
                    throw new CertificateException("revoked: " + each.getSubjectX500Principal());
                }
            }
        }
    }
}
