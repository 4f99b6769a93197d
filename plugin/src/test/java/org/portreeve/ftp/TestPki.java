package org.portreeve.ftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Keys, certificates and revocation lists for a test, made by the JDK's own keytool in a directory of the test's. */
public final class TestPki {

    public static final String PASSWORD = "s3cret-of-the-store";

    private final Path directory;

    public TestPki(Path directory) {
        this.directory = directory;
    }

    /** A key with a certificate that it signed itself; the algorithm is {@code EC} or {@code RSA}. */
    public Path selfSigned(String name, String algorithm, int days) throws Exception {
        keytool(
                "-genkeypair",
                "-keystore",
                store(name),
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-validity",
                "" + days,
                "-ext",
                "bc=ca:true");
        return directory.resolve(name + ".p12");
    }

    /** A key whose certificate was signed by another one made here. */
    void issuedBy(String issuer, String name) throws Exception {
        keytool("-genkeypair", "-keystore", store(name), "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name);
        keytool("-certreq", "-keystore", store(name), "-alias", name, "-file", file(name + ".csr"));
        keytool(
                "-gencert",
                "-keystore",
                store(issuer),
                "-alias",
                issuer,
                "-infile",
                file(name + ".csr"),
                "-outfile",
                file(name + ".crt"));
        keytool("-importcert", "-noprompt", "-keystore", store(name), "-alias", issuer, "-file", issuerFile(issuer));
        keytool("-importcert", "-noprompt", "-keystore", store(name), "-alias", name, "-file", file(name + ".crt"));
    }

    private String issuerFile(String issuer) throws Exception {
        Files.write(directory.resolve(issuer + ".crt"), certificate(issuer).getEncoded());
        return file(issuer + ".crt");
    }

    /** A revocation list of an issuer that names these; it is valid from {@code start} (as keytool has it) for a day. */
    public void revocationList(String issuer, Path to, String start, String... names) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-gencrl",
                "-rfc",
                "-keystore",
                store(issuer),
                "-alias",
                issuer,
                "-file",
                to.toString(),
                "-startdate",
                start,
                "-validity",
                "1",
                "-id"));
        if (names.length == 0) {
            arguments.add("999999");
        }
        for (String name : names) {
            arguments.add(certificate(name).getSerialNumber().toString());
        }
        keytool(arguments.toArray(String[]::new));
    }

    X509Certificate certificate(String name) throws Exception {
        return (X509Certificate) open(name).getCertificate(name);
    }

    public Key key(String name) throws Exception {
        return open(name).getKey(name, PASSWORD.toCharArray());
    }

    private KeyStore open(String name) throws Exception {
        return KeyStore.getInstance(directory.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
    }

    KeyManager[] keyManagers(String name) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(open(name), PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    /** The certificates as PEM. */
    public void writeChain(String name, Path to) throws Exception {
        StringBuilder all = new StringBuilder("text that is skipped\n");
        for (Certificate each : open(name).getCertificateChain(name)) {
            all.append(pem("CERTIFICATE", each.getEncoded()));
        }
        replace(to, all.toString());
    }

    /** The private key as PEM, PKCS#8, for its owner alone. */
    public void writeKey(String name, Path to) throws Exception {
        replace(to, pem("PRIVATE KEY", key(name).getEncoded()));
        to.toFile().setReadable(false, false);
        to.toFile().setReadable(true, true);
    }

    private static void replace(Path to, String text) throws IOException {
        Path fresh = to.resolveSibling(to.getFileName() + ".fresh");
        Files.writeString(fresh, text);
        Files.move(fresh, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private String store(String name) {
        return file(name + ".p12");
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-J-XX:TieredStopAtLevel=1"));
        Path log = directory.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException(arguments[0] + ": " + Files.readString(log));
        }
    }
}
