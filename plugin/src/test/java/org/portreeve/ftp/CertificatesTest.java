package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's certificate and the trust in clients come from files, and follow them while the server runs. */
class CertificatesTest {

    private static final String OPEN = "ftp-policy: 1\nname: open\ndefault: allow\n";
    private static final String CERTIFIED = """
            ftp-policy: 1
            name: certified
            default: allow
            rules:
              - {require: certificate, op: any, needs: {certificate: valid}}
            """;

    @TempDir
    static Path made;

    private static TestPki pki;

    @BeforeAll
    static void makeKeys() throws Exception {
        pki = new TestPki(made);
        pki.selfSigned("one", "EC", 90);
        pki.selfSigned("two", "RSA", 10);
        pki.selfSigned("ca", "EC", 90);
        pki.issuedBy("ca", "good");
        pki.issuedBy("ca", "bad");
    }

    /** A server whose certificate is in PEM files beside its policy. */
    private static TestServer start(String policy, String name, Consumer<TestServer.Settings> change) throws Exception {
        return TestServer.start(policy, settings -> {
            settings.prepared = directory -> {
                if (!name.isEmpty()) {
                    write(directory, name);
                }
                settings.ftplet.setCertificate(
                        directory.resolve("fullchain.pem").toString());
                settings.ftplet.setPrivateKey(directory.resolve("privkey.pem").toString());
            };
            change.accept(settings);
        });
    }

    private static void write(Path directory, String name) throws Exception {
        pki.writeChain(name, directory.resolve("fullchain.pem"));
        pki.writeKey(name, directory.resolve("privkey.pem"));
    }

    private static String nameShown(TestServer server) throws Exception {
        try (TestClient client = new TestClient(server.port())) {
            client.reply();
            client.identify(); // a TLS session that is resumed shows no certificate
            client.secure();
            return client.serverName();
        }
    }

    @Test
    void aNewCertificate_isForNewSessions_andForDataConnectionsOfOldOnes() throws Exception {
        try (TestServer server = start(OPEN, "one", settings -> settings.listenerHasTls = false);
                TestClient old = new TestClient(server.port())) {
            old.reply();
            old.secure();
            old.login("alice");
            assertThat(old.serverName()).isEqualTo("CN=one");
            assertThat(old.upload("STOR a", new byte[1000])).isEqualTo(226);

            write(server.directory(), "two");
            server.ftplet().reload();

            assertThat(nameShown(server)).isEqualTo("CN=two");
            assertThat(old.upload("STOR b", new byte[1000])).isEqualTo(226);
            old.identify(); // forgets the TLS session that it could resume
            old.passive();
            old.expect(150, "RETR a");
            old.dataTls();
            assertThat(old.dataServerName()).isEqualTo("CN=two");
            assertThat(old.dataReceive()).hasSize(1000);
            assertThat(TestClient.code(old.reply())).isEqualTo(226);
        }
    }

    @Test
    void aChange_isNoticed() throws Exception {
        try (TestServer server = start(OPEN, "one", settings -> {})) {
            assertThat(nameShown(server)).isEqualTo("CN=one");

            write(server.directory(), "two");

            long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
            while (!nameShown(server).equals("CN=two") && System.nanoTime() < end) {
                Thread.sleep(100);
            }
            assertThat(nameShown(server)).isEqualTo("CN=two");
        }
    }

    @Test
    void badFiles_neverReplaceGoodOnes_andAreSpokenOf() throws Exception {
        try (TestServer server = start(OPEN, "one", settings -> {})) {
            assertThat(server.status())
                    .contains("\"certificate\":{\"subject\":\"CN=one\"")
                    .doesNotContain("problem");

            pki.writeKey("two", server.directory().resolve("privkey.pem"));
            server.ftplet().reload();

            assertThat(nameShown(server)).isEqualTo("CN=one");
            assertThat(server.status()).contains("\"problem\":\"", "do not belong together");
            assertThat(server.log()).contains("the certificate of before stays in force: CN=one");

            pki.writeChain("two", server.directory().resolve("fullchain.pem"));
            server.ftplet().reload();

            assertThat(nameShown(server)).isEqualTo("CN=two");
            assertThat(server.status()).doesNotContain("\"problem\"");
        }
    }

    @Test
    void withoutAUsableCertificate_authGets431_untilThereIsOne() throws Exception {
        try (TestServer server = start(OPEN, "", settings -> {});
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.expect(431, "AUTH TLS");
            client.expect(431, "AUTH TLS");
            client.send("FEAT");
            assertThat(client.reply()).doesNotContain("AUTH");

            write(server.directory(), "one");
            server.ftplet().reload();

            client.secure();
            assertThat(client.serverName()).isEqualTo("CN=one");
        }
    }

    @Test
    void aListenerWithImplicitTls_showsItFromItsFirstSessionOn() throws Exception {
        try (TestServer server = start(OPEN, "one", settings -> settings.implicitTls = true)) {
            try (TestClient client = new TestClient(server.port())) {
                client.startTls();
                assertThat(TestClient.code(client.reply())).isEqualTo(220);
                assertThat(client.serverName()).isEqualTo("CN=one");
                write(server.directory(), "two");
                server.ftplet().reload();
                client.login("alice");
            }
            try (TestClient client = new TestClient(server.port())) {
                client.identify();
                client.startTls();
                assertThat(TestClient.code(client.reply())).isEqualTo(220);
                assertThat(client.serverName()).isEqualTo("CN=two");
            }
        }
    }

    @Test
    void whatPeopleShouldKnow_isInLogAndStatus_andSecretsAreNot() throws Exception {
        try (TestServer server = start(OPEN, "two", settings -> {})) {
            assertThat(server.log()).contains("the certificate is about to expire: CN=two");
            assertThat(server.status()).contains("about to expire").doesNotContain("read by everybody");
            Path key = server.directory().resolve("privkey.pem");
            assertThat(key.toFile().setReadable(true, false)).isTrue();
            server.ftplet().reload();

            assertThat(server.log()).contains("can be read by everybody");
            assertThat(server.status()).contains("can be read by everybody");
            for (String line : Files.readAllLines(key)) {
                assertThat(server.log()).doesNotContain(line);
            }
        }
        try (TestServer server = TestServer.start(OPEN, settings -> {
            settings.ftplet.setCertificate(made.resolve("one.p12").toString());
            settings.ftplet.setKeyStorePassword(TestPki.PASSWORD);
        })) {
            assertThat(nameShown(server)).isEqualTo("CN=one");
            assertThat(server.log()).doesNotContain(TestPki.PASSWORD);
            assertThat(server.status()).doesNotContain(TestPki.PASSWORD).doesNotContain("about to expire");
        }
    }

    // ---- clients

    private static TestServer startTrusting(String mode) throws Exception {
        return start(CERTIFIED, "one", settings -> {
            settings.tlsProtocols = "TLSv1.3,TLSv1.2";
            TestServer.PreparedBy files = settings.prepared;
            settings.prepared = directory -> {
                files.prepare(directory);
                pki.writeChain("ca", directory.resolve("clients.pem"));
                pki.revocationList("ca", directory.resolve("crl.pem"), "-1H");
                settings.ftplet.setTrustedCertificates(
                        directory.resolve("clients.pem").toString());
                settings.ftplet.setCertificateRevocationList(
                        directory.resolve("crl.pem").toString());
                settings.ftplet.setRevocation(mode);
            };
        });
    }

    private static boolean isLetIn(TestServer server, String name) throws Exception {
        try (TestClient client = new TestClient(server.port())) {
            client.reply();
            client.identify(pki.keyManagers(name));
            client.expect(234, "AUTH TLS");
            try {
                client.startTls();
                client.send("USER alice");
            } catch (IOException e) {
                return false; // TLS 1.2 hears of it in the handshake, 1.3 afterwards
            }
            return TestClient.code(client.reply()) == 331;
        }
    }

    @Test
    void aClientOnTheRevocationList_isRefused_fromTheMomentItIsThere() throws Exception {
        for (String mode : new String[] {"strict", "lenient"}) {
            try (TestServer server = startTrusting(mode)) {
                assertThat(isLetIn(server, "good")).isTrue();
                assertThat(isLetIn(server, "bad")).isTrue();

                pki.revocationList("ca", server.directory().resolve("crl.pem"), "-1H", "bad");
                server.ftplet().reload();

                assertThat(isLetIn(server, "good")).isTrue();
                assertThat(isLetIn(server, "bad")).isFalse();
                assertThat(isLetIn(server, "two")).isFalse();
            }
        }
    }

    @Test
    void aRevocationListThatIsOutOfDate_refusesEverybody_unlessTheSettingIsLenient() throws Exception {
        try (TestServer server = startTrusting("strict")) {
            pki.revocationList("ca", server.directory().resolve("crl.pem"), "-3d", "bad");
            server.ftplet().reload();

            assertThat(isLetIn(server, "good")).isFalse();
            assertThat(server.status()).contains("revocation list", "out of date");
        }
        try (TestServer server = startTrusting("lenient")) {
            pki.revocationList("ca", server.directory().resolve("crl.pem"), "-3d", "bad");
            server.ftplet().reload();

            assertThat(isLetIn(server, "good")).isTrue();
            assertThat(isLetIn(server, "bad")).isFalse();
        }
    }

    @Test
    void aRevocationListThatCannotBeRead_doesNotReplaceTheOneInForce() throws Exception {
        try (TestServer server = startTrusting("strict")) {
            pki.revocationList("ca", server.directory().resolve("crl.pem"), "-1H", "bad");
            server.ftplet().reload();
            Files.writeString(server.directory().resolve("crl.pem"), "half a file");
            server.ftplet().reload();

            assertThat(isLetIn(server, "good")).isTrue();
            assertThat(isLetIn(server, "bad")).isFalse();
            assertThat(server.status()).contains("crl.pem");
        }
    }

    @Test
    void settingsThatMakeNoSense_areRefused() {
        PolicyFtplet ftplet = new PolicyFtplet();
        assertThatThrownBy(() -> ftplet.setRevocation("never")).hasMessageContaining("strict and lenient");
        assertThatThrownBy(() -> TestServer.start(OPEN, settings -> settings.ftplet.setPrivateKey("key.pem")))
                .hasMessageContaining("need a certificate beside them");
    }
}
