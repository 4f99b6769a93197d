package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.junit.jupiter.api.Test;

/** Clients that stand still are served, and nobody waits for them. */
class StalledClientsTest {

    private static final String OPEN = "ftp-policy: 1\nname: open\ndefault: allow\n";
    private static final int STALLED = Integer.getInteger("portreeve.stalled", 1000);

    private static TestClient greeted(TestServer server) throws IOException {
        TestClient client = new TestClient(server.port());
        client.reply();
        return client;
    }

    private static void closeAll(List<TestClient> clients) throws IOException {
        for (TestClient each : clients) {
            each.close();
        }
    }

    @Test
    void aThousandStalledDownloads_leaveRoomForEverybodyElse() throws Exception {
        List<TestClient> stalled = new ArrayList<>();
        try (TestServer server = TestServer.start(OPEN, settings -> settings.ftplet.setDataTimeout(600))) {
            try (RandomAccessFile big =
                    new RandomAccessFile(server.homeOf("alice").resolve("big").toFile(), "rw")) {
                big.setLength(32 << 20);
            }
            try {
                for (int i = 0; i < STALLED; i++) {
                    TestClient client = greeted(server);
                    stalled.add(client);
                    client.login("alice");
                    client.passiveAndSlow();
                    client.expect(150, "RETR big");
                }

                try (TestClient other = greeted(server)) {
                    other.login("bob");
                    for (int i = 0; i < 100; i++) {
                        other.expect(200, "NOOP");
                    }
                    assertThat(other.upload("STOR file", new byte[1000])).isEqualTo(226);
                }
                for (TestClient each : stalled) {
                    assertThat(each.hasReply()).isFalse();
                }
            } finally {
                closeAll(stalled);
            }
        }
    }

    @Test
    void wrongPasswords_delayOnlyThoseWhoSendThem() throws Exception {
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setLoginFailureDelay(60_000);
        connections.setMaxThreads(2);
        List<TestClient> wrong = new ArrayList<>();
        try (TestServer server = TestServer.start(
                OPEN,
                settings ->
                        settings.more = factory -> factory.setConnectionConfig(connections.createConnectionConfig()))) {
            for (int i = 0; i < 20; i++) {
                TestClient client = greeted(server);
                wrong.add(client);
                client.expect(331, "USER alice");
                client.send("PASS wrong");
            }
            try (TestClient right = greeted(server)) {
                right.login("bob");
            }
            assertThat(wrong).noneMatch(each -> {
                try {
                    return each.hasReply();
                } catch (IOException e) {
                    return true;
                }
            });
            closeAll(wrong);
        }
    }

    @Test
    void moreSessionsThanAnAddressMayHave_areSentAway() throws Exception {
        try (TestServer server = TestServer.start(OPEN, settings -> settings.ftplet.setMaxSessionsPerAddress(2));
                TestClient first = greeted(server)) {
            try (TestClient second = greeted(server);
                    TestClient third = new TestClient(server.port())) {
                assertThat(TestClient.code(third.reply())).isEqualTo(421);
                assertThat(third.reply()).isNull();
                second.expect(200, "NOOP");
                second.expect(221, "QUIT");
                assertThat(second.reply()).isNull();
            }
            first.expect(200, "NOOP");
        }
    }
}
