package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many at once, much at once, and the end of it all. */
class CrowdTest {

    private static final String OPEN = "ftp-policy: 1\nname: nothing\ndefault: allow\n";

    private static String limited(long max) {
        return OPEN + "limits:\n  - {limit: storage, count: bytes-stored, per: user, max: " + max + "}\n";
    }

    @Test
    void eightUploadsAtOnce_fitToTheLastByte() throws Exception {
        int size = 100_000;
        try (TestServer server = TestServer.start(limited(8L * size))) {
            assertThat(uploads(server, 8, i -> "f" + i, size)).containsOnly(226);
            assertThat(stored(server)).isEqualTo(8L * size);
            assertThat(uploads(server, 1, i -> "one-more", 1)).containsOnly(552);
        }
    }

    @Test
    void eightUploadsAtOnce_neverExceedTheLimitTogether() throws Exception {
        int size = 100_000;
        long max = 3L * size + 5;
        try (TestServer server = TestServer.start(limited(max))) {
            List<Integer> replies = uploads(server, 8, i -> "f" + i, size);

            assertThat(replies).contains(552).containsAnyOf(226, 552);
            long stored = stored(server);
            assertThat(stored)
                    .isLessThanOrEqualTo(max)
                    .isEqualTo((long) size
                            * replies.stream().filter(code -> code == 226).count());
            assertThat(uploads(server, 1, i -> "rest", (int) (max - stored))).containsOnly(226);
            assertThat(uploads(server, 1, i -> "more", 1)).containsOnly(552);
            assertThat(files(server)).noneMatch(name -> name.startsWith(".portreeve"));
        }
    }

    @Test
    void eightUploadsOfTheSameFile_leaveOneWholeFile_andItsSizeInTheBooks() throws Exception {
        int size = 50_000;
        try (TestServer server = TestServer.start(limited(8L * size))) {
            assertThat(uploads(server, 8, i -> "same", size)).containsOnly(226);

            assertThat(files(server)).containsExactly("same");
            assertThat(stored(server)).isEqualTo(size);
            assertThat(uploads(server, 1, i -> "rest", 7 * size)).containsOnly(226);
            assertThat(uploads(server, 1, i -> "more", 1)).containsOnly(552);
        }
    }

    @Test
    void eightUploadsOfOneNewName_whereNothingMayBeOverwritten_storeExactlyOne() throws Exception {
        String writeOnce = OPEN + "rules:\n  - {refuse: write-once, op: write.overwrite}\n";
        try (TestServer server = TestServer.start(writeOnce)) {
            for (int round = 0; round < 10; round++) {
                String name = "STOR new" + round;

                List<Integer> replies = stores(server, 8, name, 2_000);

                assertThat(replies).containsOnlyOnce(226).isSubsetOf(226, 450, 451, 550);
            }
            assertThat(files(server)).hasSize(10);
        }
    }

    @Test
    void eightUploadsUnderUniqueNames_getEightNames() throws Exception {
        try (TestServer server = TestServer.start(OPEN)) {
            assertThat(stores(server, 8, "STOU", 20_000)).containsOnly(226);

            assertThat(files(server)).hasSize(8);
            assertThat(stored(server)).isEqualTo(8 * 20_000L);
        }
    }

    /** TLS 1.3 sends tickets to a client that may be gone; that must not cost a byte of what it sent. */
    @Test
    void clientsThatCloseAtOnce_loseNothing() throws Exception {
        byte[] content = new byte[300_000];
        try (TestServer server = TestServer.start(OPEN, settings -> settings.tlsProtocols = "TLSv1.3");
                TestClient client = connect(server)) {
            client.secure();
            client.login("alice");
            for (int i = 0; i < 20; i++) {
                client.passive();
                client.expect(150, "STOR a" + i);
                client.dataTls();
                client.dataSend(content);
                client.dataHangUp();

                assertThat(client.reply()).startsWith("226");
                assertThat(server.homeOf("alice").resolve("a" + i)).hasSize(content.length);
            }
        }
    }

    private interface Name {
        String of(int i);
    }

    private static List<Integer> uploads(TestServer server, int count, Name name, int size) throws Exception {
        return stores(server, count, i -> "STOR " + name.of(i), size);
    }

    private static List<Integer> stores(TestServer server, int count, String command, int size) throws Exception {
        return stores(server, count, i -> command, size);
    }

    private static List<Integer> stores(TestServer server, int count, Name command, int size) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String line = command.of(i);
                tasks.add(() -> {
                    try (TestClient client = connect(server)) {
                        client.login("alice");
                        return client.upload(line, new byte[size]);
                    }
                });
            }
            List<Integer> replies = new ArrayList<>();
            for (Future<Integer> reply : pool.invokeAll(tasks)) {
                replies.add(reply.get());
            }
            return replies;
        } finally {
            pool.shutdownNow();
        }
    }

    private static TestClient connect(TestServer server) throws IOException {
        TestClient client = new TestClient(server.port());
        assertThat(client.reply()).startsWith("220");
        return client;
    }

    private static List<String> files(TestServer server) throws IOException {
        try (Stream<Path> all = Files.list(server.homeOf("alice"))) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static long stored(TestServer server) throws IOException {
        long sum = 0;
        for (String name : files(server)) {
            sum += Files.size(server.homeOf("alice").resolve(name));
        }
        return sum;
    }

    @Test
    void aThousandCommandsAtOnce_getAThousandReplies() throws Exception {
        try (TestServer server = TestServer.start(OPEN)) {
            for (boolean tls : new boolean[] {false, true}) {
                try (TestClient client = connect(server)) {
                    if (tls) {
                        client.secure();
                    }
                    client.login("alice");

                    client.sendRaw("NOOP\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));

                    for (int i = 0; i < 1000; i++) {
                        assertThat(TestClient.code(client.reply())).isEqualTo(200);
                    }
                }
            }
        }
    }

    @Test
    void aLongSession_isNotTakenForOneThatDoesNotRead() throws Exception {
        try (TestServer server = TestServer.start(OPEN);
                TestClient client = connect(server)) {
            client.login("alice");
            for (int i = 0; i < 5000; i++) {
                client.expect(200, "NOOP");
            }
        }
    }

    @Test
    void manyCommandsAtOnce_areAllAnswered_asLongAsTheClientReads() throws Exception {
        int count = 20_000;
        try (TestServer server = TestServer.start(OPEN)) {
            for (boolean tls : new boolean[] {false, true}) {
                try (TestClient client = connect(server)) {
                    if (tls) {
                        client.secure();
                    }
                    client.login("alice");
                    Thread talker = new Thread(() -> {
                        try {
                            client.sendRaw("NOOP\r\n".repeat(count).getBytes(StandardCharsets.US_ASCII));
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
                    talker.start();

                    for (int i = 0; i < count; i++) {
                        assertThat(TestClient.code(client.reply()))
                                .as("reply %d", i)
                                .isEqualTo(200);
                    }
                    talker.join();
                }
            }
        }
    }

    @Test
    void eightContinuationsOfOneFileAtOnce_staySingle_andWithinTheLimit() throws Exception {
        int size = 20_000;
        try (TestServer server = TestServer.start(limited(100_000))) {
            assertThat(uploads(server, 1, i -> "one", 1)).containsOnly(226);

            List<Integer> replies = stores(server, 8, "APPE one", size);

            long done = replies.stream().filter(code -> code == 226).count();
            assertThat(stored(server)).isEqualTo(1 + done * size).isLessThanOrEqualTo(100_000);
            assertThat(uploads(server, 1, i -> "rest", (int) (100_000 - stored(server))))
                    .containsOnly(226);
            assertThat(uploads(server, 1, i -> "more", 1)).containsOnly(552);
        }
    }

    @Test
    void aClientThatNeverReads_isDisconnected() throws Exception {
        try (TestServer server = TestServer.start(OPEN);
                TestClient deaf = connect(server)) {
            byte[] flood = "FEAT\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            int sent = 0;
            try {
                while (sent < 100_000_000) {
                    deaf.sendRaw(flood);
                    sent += flood.length;
                }
            } catch (IOException e) {
                // disconnected, as it should be
            }

            assertThat(sent).isLessThan(100_000_000);
            try (TestClient other = connect(server)) {
                other.login("alice");
            }
        }
    }

    @Test
    void aLineWithoutAnEnd_isCutOff() throws Exception {
        try (TestServer server = TestServer.start(OPEN);
                TestClient client = connect(server)) {
            byte[] block = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            int blocks = 0;
            try {
                while (blocks < 1000) {
                    client.sendRaw(block);
                    blocks++;
                }
            } catch (IOException e) {
                // disconnected, as it should be
            }

            assertThat(blocks).isLessThan(1000);
        }
    }

    @Test
    void bytesThatMakeNoLine_areCutOffToo() throws Exception {
        for (byte b : new byte[] {0, '\n', (byte) 0xff}) {
            try (TestServer server = TestServer.start(OPEN);
                    TestClient client = connect(server)) {
                byte[] block = new byte[64 * 1024];
                java.util.Arrays.fill(block, b);
                int blocks = 0;
                try {
                    while (blocks < 2000) {
                        client.sendRaw(block);
                        blocks++;
                    }
                } catch (IOException e) {
                    // disconnected, as it should be
                }

                assertThat(blocks).as("blocks of %d", b).isLessThan(2000);
            }
        }
    }

    @Test
    void drain_letsATransferFinish_andEndsEveryoneElseWith421() throws Exception {
        try (TestServer server = TestServer.start(OPEN);
                TestClient idle = connect(server);
                TestClient busy = connect(server)) {
            idle.login("bob");
            busy.login("alice");
            busy.passive();
            busy.expect(150, "STOR a.txt");
            busy.dataSend(new byte[10]);
            Thread drain = new Thread(() -> server.ftplet().drain(Duration.ofSeconds(30)));
            drain.start();

            assertThat(TestClient.code(idle.reply())).isEqualTo(421);
            assertThat(idle.reply()).isNull();
            busy.dataSend(new byte[10]);
            busy.dataClose();
            assertThat(TestClient.code(busy.reply())).isEqualTo(226);
            assertThat(TestClient.code(busy.reply())).isEqualTo(421);
            drain.join();

            assertThat(server.homeOf("alice").resolve("a.txt")).hasSize(20);
            try (TestClient late = new TestClient(server.port())) {
                assertThat(TestClient.code(late.reply())).isEqualTo(421);
            }
        }
    }
}
