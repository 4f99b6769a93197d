package org.portreeve.ftp.tls;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portreeve.status.StateFiles;

/**
 * A private key and the certificates that go with it.
 *
 * @param chain the server's own certificate first
 */
record Credentials(PrivateKey key, List<X509Certificate> chain) {

    private static final int LARGEST = 1 << 20;

    Credentials {
        chain = List.copyOf(chain);
    }

    X509Certificate own() {
        return chain.get(0);
    }

    /** @throws IOException if the files hold no key and certificate that belong together; says why, and names the file */
    static Credentials read(TlsFiles files) throws IOException {
        Path file = files.certificate();
        try {
            byte[] bytes = StateFiles.read(file, LARGEST);
            Credentials read = Pem.isPem(bytes)
                    ? new Credentials(key(files.keyFile()), certificates(file))
                    : ofKeyStore(file.toFile(), files.password());
            requireMatch(read);
            return read;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        List<Pem> keys = Pem.read(StateFiles.read(file, LARGEST)).stream()
                .filter(PrivateKeys::isKey)
                .toList();
        if (keys.size() != 1) {
            throw new IOException(file + ": " + (keys.isEmpty() ? "no private key" : "more than one private key"));
        }
        try {
            return PrivateKeys.read(keys.get(0));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The certificates in a PEM file. */
    static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> found = new ArrayList<>();
            for (Pem block : Pem.read(StateFiles.read(file, LARGEST))) {
                if (block.label().equals("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
            if (found.isEmpty()) {
                throw new IOException(file + ": no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new IOException(file + ": a certificate is damaged", e);
        }
    }

    private static Credentials ofKeyStore(File file, @Nullable String password)
            throws IOException, GeneralSecurityException {
        char[] secret = password == null ? new char[0] : password.toCharArray();
        KeyStore store;
        try {
            store = KeyStore.getInstance(file, secret);
        } catch (IOException e) {
            throw new IOException(file + ": neither PEM nor a key store that opens with the password", e);
        }
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, secret);
            Certificate[] chain = store.getCertificateChain(alias);
            if (key instanceof PrivateKey own && chain != null) {
                List<X509Certificate> certificates = new ArrayList<>();
                for (Certificate each : chain) {
                    certificates.add((X509Certificate) each);
                }
                return new Credentials(own, certificates);
            }
        }
        throw new IOException(file + ": no private key");
    }

    /** Two files are replaced one after the other; in between they do not belong together. */
    private static void requireMatch(Credentials read) throws IOException, GeneralSecurityException {
        PublicKey open = read.own().getPublicKey();
        if (!open.getAlgorithm().equals(read.key().getAlgorithm())) {
            throw new IOException("certificate and private key do not belong together");
        }
        String algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "RSASSA-PSS" -> "";
            default -> open.getAlgorithm();
        };
        if (algorithm.isEmpty()) {
            return; // its parameters are the handshake's to choose
        }
        byte[] challenge = {1, 2, 3};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(read.key());
        signing.update(challenge);
        Signature proof = Signature.getInstance(algorithm);
        proof.initVerify(open);
        proof.update(challenge);
        if (!proof.verify(signing.sign())) {
            throw new IOException("certificate and private key do not belong together");
        }
    }
}
