package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof that one jar and one bean are enough: genuine servers, seen from outside. */
class DropInIT {

    private static final String POLICY = """
            ftp-policy: 1
            name: drop-in
            default: allow
            rules:
              - {require: protected-sessions, op: any, needs: {control: tls, data: private}}
              - {require: bob-needs-an-account, user: bob, op: login, needs: {account: given}}
              - {require: carol-needs-an-account, user: carol, op: write, needs: {account: given}}
            limits:
              - {limit: storage, user: alice, count: bytes-stored, per: user, max: 1000}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"1.2.1", "1.2.0"})
    void theFiveRefusals_inTheGenuineDistribution(String version) throws Exception {
        try (GenuineServer server = GenuineServer.start(version, POLICY)) {
            tlsRequired(server);
            protectionLevelDenied(server);
            dataProtectionFailed(server);
            quotaExceeded(server);
            accountRequired(server);

            String log = server.log();
            assertThat(log)
                    .contains("protected-sessions", "storage", "bob-needs-an-account", "policy in force: drop-in");
            for (String user : TestServer.USERS) {
                assertThat(log).doesNotContain(TestServer.passwordOf(user));
            }
            assertThat(log).doesNotContain("K-secret-1", "Exception");
        }
    }

    private static void tlsRequired(GenuineServer server) throws Exception {
        try (TestClient client = connect(server)) {
            client.expect(534, "USER alice");
            client.expect(534, "PASS " + TestServer.passwordOf("alice"));
            client.expect(211, "FEAT");
            client.sendRaw("AUTH TLS\r\nUSER alice\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(TestClient.code(client.reply())).isEqualTo(421);
            assertThat(client.reply()).isNull();
        }
    }

    private static void protectionLevelDenied(GenuineServer server) throws Exception {
        try (TestClient client = connect(server)) {
            client.secure();
            client.expect(533, "PROT C");
            client.expect(536, "PROT S");
            client.login("alice");
            client.expect(533, "PROT C");
        }
    }

    private static void dataProtectionFailed(GenuineServer server) throws Exception {
        try (TestClient client = connect(server)) {
            client.secure();
            client.login("alice");
            client.passive();
            client.expect(150, "STOR a.txt");
            client.dataSend("in the clear, in the clear".getBytes(StandardCharsets.US_ASCII));
            assertThat(TestClient.code(client.reply())).isEqualTo(535);
            assertThat(server.homeOf("alice").resolve("a.txt")).doesNotExist();
            client.expect(200, "NOOP");
        }
    }

    private static void quotaExceeded(GenuineServer server) throws Exception {
        try (TestClient client = connect(server)) {
            client.secure();
            client.login("alice");
            assertThat(client.upload("STOR a.txt", new byte[1001])).isEqualTo(552);
            assertThat(client.upload("STOR a.txt", new byte[1001])).isEqualTo(552);
            client.expect(200, "ALLO 1000");
            assertThat(client.upload("STOR a.txt", new byte[1000])).isEqualTo(226);
            assertThat(client.upload("STOR b.txt", new byte[1])).isEqualTo(552);
            assertThat(Files.size(server.homeOf("alice").resolve("a.txt"))).isEqualTo(1000);
            assertThat(server.homeOf("alice").resolve("b.txt")).doesNotExist();
        }
    }

    private static void accountRequired(GenuineServer server) throws Exception {
        try (TestClient client = connect(server)) {
            client.secure();
            client.expect(331, "USER bob");
            client.expect(332, "PASS " + TestServer.passwordOf("bob"));
            client.expect(550, "PWD");
            client.expect(230, "ACCT K-secret-1");
            client.expect(257, "PWD");
        }
        try (TestClient client = connect(server)) {
            client.secure();
            client.login("carol");
            assertThat(client.upload("STOR a.txt", new byte[1])).isEqualTo(532);
            client.expect(230, "ACCT K-secret-1");
            assertThat(client.upload("STOR a.txt", new byte[1])).isEqualTo(226);
        }
    }

    private static TestClient connect(GenuineServer server) throws Exception {
        TestClient client = new TestClient(server.port());
        assertThat(client.reply()).startsWith("220");
        return client;
    }

    /** The dialogues that depend most on the server's own ways, played against the genuine one too. */
    @ParameterizedTest
    @CsvSource({
        "1.2.1, one-file-at-a-time", "1.2.0, one-file-at-a-time",
        "1.2.1, quota-in-mid-transfer", "1.2.0, quota-in-mid-transfer",
        "1.2.1, quota-appe-stou-rest", "1.2.0, quota-appe-stou-rest",
        "1.2.1, data-protection-failure-broken-handshake", "1.2.0, data-protection-failure-broken-handshake",
        "1.2.1, account-at-login", "1.2.0, account-at-login",
        "1.2.1, plaintext-injection-partial-line", "1.2.0, plaintext-injection-partial-line",
        "1.2.1, bad-lines", "1.2.0, bad-lines"
    })
    void theDialogues_inTheGenuineDistribution(String version, String name) throws Exception {
        Path directory = Path.of(DropInIT.class.getResource("/cases/" + name).toURI());
        try (GenuineServer server = GenuineServer.start(version, Files.readString(directory.resolve("policy.yaml")));
                SessionScript session = new SessionScript(server, true)) {
            session.play(Files.readAllLines(directory.resolve("session.txt")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.1", "1.2.0"})
    void aWrongPolicy_doesNotServe_andSaysWhy(String version) {
        assertThatThrownBy(() -> GenuineServer.start(version, "ftp-policy: 1\nname: x\ndefalt: allow\n")
                        .close())
                .hasMessageContaining("did not start")
                .hasMessageContaining("policy.yaml:3:1")
                .hasMessageContaining("defalt");
    }
}
