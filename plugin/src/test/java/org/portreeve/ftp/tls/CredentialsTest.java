package org.portreeve.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.ftp.TestPki;
import org.portreeve.ftp.tls.TlsFiles.Revocation;

/** The forms in which a certificate and its key may lie there. */
class CredentialsTest {

    @TempDir
    static Path made;

    @TempDir
    Path directory;

    private static TestPki pki;

    @BeforeAll
    static void makeKeys() throws Exception {
        pki = new TestPki(made);
        pki.selfSigned("rsa", "RSA", 3);
        pki.selfSigned("ec", "EC", 3);
        pki.selfSigned("other", "EC", 3);
        pki.selfSigned("ed", "Ed25519", 3);
    }

    private Credentials read(String name, @Nullable String key) throws Exception {
        Path chain = directory.resolve("fullchain.pem");
        pki.writeChain(name, chain);
        Path keyFile = directory.resolve("privkey.pem");
        if (key == null) {
            pki.writeKey(name, keyFile);
        } else {
            Files.writeString(keyFile, key);
        }
        return Credentials.read(new TlsFiles(chain, keyFile, null, null, null, Revocation.STRICT));
    }

    @Test
    void pkcs8_ofEachKind() throws Exception {
        for (String name : new String[] {"rsa", "ec", "ed"}) {
            Credentials read = read(name, null);

            assertThat(read.own().getSubjectX500Principal().getName()).isEqualTo("CN=" + name);
            assertThat(read.key().getEncoded()).isEqualTo(pki.key(name).getEncoded());
        }
    }

    @Test
    void pkcs1_isAnRsaKey() throws Exception {
        byte[] pkcs8 = pki.key("rsa").getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length); // behind version and algorithm

        Credentials read = read("rsa", TestPki.pem("RSA PRIVATE KEY", pkcs1));

        assertThat(read.key().getEncoded()).isEqualTo(pkcs8);
    }

    @Test
    void sec1_isAnEcKey_asOpenSslWritesIt() throws Exception {
        byte[] secret =
                ((java.security.interfaces.ECPrivateKey) pki.key("ec")).getS().toByteArray();
        int length = 32;
        if (pki.key("ec").getEncoded().length > 100 || secret.length > 33) {
            length = 48;
        }
        byte[] fixed = new byte[length];
        int from = Math.max(0, secret.length - length);
        System.arraycopy(secret, from, fixed, length - (secret.length - from), secret.length - from);
        String curve = length == 32 ? "06082a8648ce3d030107" : "06052b81040022";
        String inner = "020101" + "04" + hex(length) + java.util.HexFormat.of().formatHex(fixed) + "a0"
                + hex(curve.length() / 2) + curve;
        byte[] sec1 = java.util.HexFormat.of().parseHex("30" + hex(inner.length() / 2) + inner);

        Credentials read = read(
                "ec",
                "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n"
                        + TestPki.pem("EC PRIVATE KEY", sec1));

        assertThat(((java.security.interfaces.ECPrivateKey) read.key()).getS())
                .isEqualTo(((java.security.interfaces.ECPrivateKey) pki.key("ec")).getS());
    }

    private static String hex(int length) {
        return String.format("%02x", length);
    }

    @Test
    void aKeyStore_opensWithItsPassword() throws Exception {
        TlsFiles right = new TlsFiles(made.resolve("ec.p12"), null, TestPki.PASSWORD, null, null, Revocation.STRICT);
        TlsFiles wrong = new TlsFiles(made.resolve("ec.p12"), null, "guess-0815", null, null, Revocation.STRICT);

        assertThat(Credentials.read(right).own().getSubjectX500Principal().getName())
                .isEqualTo("CN=ec");
        assertThatThrownBy(() -> Credentials.read(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("guess-0815");
        assertThat(right.toString()).doesNotContain(TestPki.PASSWORD);
    }

    @Test
    void keyAndCertificateInOneFile() throws Exception {
        Path both = directory.resolve("both.pem");
        pki.writeChain("ec", both);
        Files.writeString(
                both,
                Files.readString(both)
                        + TestPki.pem("PRIVATE KEY", pki.key("ec").getEncoded()));

        assertThat(Credentials.read(new TlsFiles(both, null, null, null, null, Revocation.STRICT))
                        .chain())
                .hasSize(1);
    }

    @Test
    void whatCannotBeUsed_isSaidWithoutTheKey() throws Exception {
        String foreign = TestPki.pem("PRIVATE KEY", pki.key("other").getEncoded());
        assertThatThrownBy(() -> read("ec", foreign)).hasMessageContaining("do not belong together");
        assertThatThrownBy(() -> read("rsa", foreign)).hasMessageContaining("do not belong together");
        assertThatThrownBy(() -> read("ec", "nothing")).hasMessageContaining("no private key");
        assertThatThrownBy(() -> read("ec", foreign + foreign)).hasMessageContaining("more than one");
        assertThatThrownBy(() -> read("ec", foreign.replace("PRIVATE", "ENCRYPTED PRIVATE")))
                .hasMessageContaining("openssl pkey");
        String secret =
                Base64.getEncoder().encodeToString(pki.key("ec").getEncoded()).substring(0, 40);
        for (String damaged : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
            assertThatThrownBy(() ->
                            read("ec", TestPki.pem(damaged, Base64.getDecoder().decode(secret))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("privkey.pem")
                    .hasMessageNotContaining(secret);
        }
    }
}
