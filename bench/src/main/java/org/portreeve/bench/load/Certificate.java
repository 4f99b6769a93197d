package org.portreeve.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One key and certificate for all servers: a key store for those in Java, PEM for the others. */
record Certificate(Path keyStore) {
    /** The one of the standalone's configuration. */
    static final String PASSWORD = "portreeve";

    static final String PEM_CERTIFICATE = "certificate.pem";
    private static final String PEM_KEY = "key.pem";
    private static final String PEM_BOTH = "both.pem";
    private static final String ALIAS = "bench";

    /** Where {@link #create} puts it. */
    static Certificate in(Path directory) {
        return new Certificate(directory.resolve("keystore.p12"));
    }

    /** @param kind rsa or ec */
    static Certificate create(Path directory, String kind) throws IOException {
        Path keyStore = in(directory).keyStore();
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> key =
                kind.equals("ec") ? List.of("EC", "-groupname", "secp256r1") : List.of("RSA", "-keysize", "2048");
        List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-keyalg"));
        command.addAll(key);
        command.addAll(List.of("-alias", ALIAS, "-dname", "CN=localhost", "-ext", "SAN=DNS:localhost,IP:127.0.0.1"));
        command.addAll(List.of("-validity", "30", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", keyStore.toString()));
        Tool.run(command);
        Certificate certificate = new Certificate(keyStore);
        certificate.writePem(directory);
        return certificate;
    }

    private void writePem(Path directory) throws IOException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            String key = pem(
                    "PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            String certificate = pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
            Files.writeString(directory.resolve(PEM_CERTIFICATE), certificate);
            secret(directory.resolve(PEM_KEY), key);
            secret(directory.resolve(PEM_BOTH), key + certificate);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
