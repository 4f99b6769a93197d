package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.portreeve.policy.Limit;
import org.portreeve.policy.PolicyFile;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;

/** Eight transfers at once come to the very edge of a limit, and not a byte farther. */
class QuotaEdgeTest {

    private static final int CLIENTS = 8;
    private static final int SIZE = 700_001;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void uploads_thatFitTogetherExactly_areAllStored_andNoByteMore() throws Exception {
        String limit = "{limit: all, count: bytes-stored, per: everyone, max: " + CLIENTS * SIZE + "}";
        try (TestServer server = TestServer.start(policy(limit))) {
            List<Integer> codes = together(i -> {
                try (TestClient client = login(server, i)) {
                    return client.upload("STOR f" + i, new byte[SIZE]);
                }
            });

            assertThat(codes).hasSize(CLIENTS).containsOnly(226);
            try (TestClient client = login(server, 0)) {
                assertThat(client.upload("STOR one-more", new byte[1])).isEqualTo(552);
                assertThat(client.upload("STOR f0", new byte[SIZE])).isEqualTo(226);
                assertThat(client.upload("APPE f0", new byte[1])).isEqualTo(552);
            }
        }
    }

    @Test
    void uploads_thatAreAByteTooLargeTogether_leaveNoMoreThanFits() throws Exception {
        long max = CLIENTS * SIZE - 1;
        try (TestServer server =
                TestServer.start(policy("{limit: all, count: bytes-stored, per: everyone, max: " + max + "}"))) {
            List<Integer> codes = together(i -> {
                try (TestClient client = login(server, i)) {
                    return client.upload("STOR f" + i, new byte[SIZE]);
                }
            });

            assertThat(codes).contains(552);
            long stored = codes.stream().filter(code -> code == 226).count() * SIZE;
            assertThat(book(server, "all", Period.ALWAYS)).isEqualTo(stored);
            try (TestClient client = login(server, 0)) {
                assertThat(client.upload("STOR rest", new byte[(int) (max - stored)]))
                        .isEqualTo(226);
                assertThat(client.upload("STOR one-more", new byte[1])).isEqualTo(552);
            }
        }
    }

    @Test
    void downloads_thatFitTogetherExactly_areAllSent_andNoByteMore() throws Exception {
        String limit = "{limit: all, count: bytes-read, per: everyone, every: month, max: " + CLIENTS * SIZE + "}";
        try (TestServer server = TestServer.start(policy(limit), this::withFiles)) {
            List<Integer> received = together(i -> download(server, i));

            assertThat(received).containsOnly(SIZE);
            try (TestClient client = login(server, 0)) {
                client.passive();
                assertThat(client.command("RETR one")).isEqualTo(450);
            }
        }
    }

    @Test
    void downloads_thatAreTooLargeTogether_sendWhatIsCounted_andNoMore() throws Exception {
        int max = CLIENTS * SIZE - SIZE / 2;
        String limit = "{limit: all, count: bytes-read, per: everyone, every: month, max: " + max + "}";
        try (TestServer server = TestServer.start(policy(limit), this::withFiles)) {
            List<Integer> received = together(i -> download(server, i));

            int all = received.stream().mapToInt(Integer::intValue).sum();
            assertThat(all).isLessThanOrEqualTo(max);
            assertThat(book(server, "all", new Period(Long.MAX_VALUE, 0))).isEqualTo(all);
        }
    }

    private void withFiles(TestServer.Settings settings) {
        settings.prepared = root -> {
            for (String user : TestServer.USERS) {
                Files.createDirectories(root.resolve("home-" + user));
                Files.write(root.resolve("home-" + user).resolve("big"), new byte[SIZE]);
                Files.write(root.resolve("home-" + user).resolve("one"), new byte[1]);
            }
        };
    }

    private static String policy(String limit) {
        return "ftp-policy: 1\nname: edge\ndefault: allow\nlimits:\n  - " + limit + "\n";
    }

    /** How many bytes came, whatever the reply. */
    private static int download(TestServer server, int i) throws IOException {
        try (TestClient client = login(server, i)) {
            client.passive();
            if (client.command("RETR big") != 150) {
                return 0;
            }
            int received = client.dataReceive().length;
            client.reply();
            return received;
        }
    }

    private static TestClient login(TestServer server, int i) throws IOException {
        TestClient client = new TestClient(server.port());
        assertThat(client.reply()).startsWith("220");
        client.login(TestServer.USERS.get(i % TestServer.USERS.size()));
        return client;
    }

    private interface Doing {
        int by(int client) throws Exception;
    }

    private List<Integer> together(Doing doing) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            all.add(() -> {
                start.await(1, TimeUnit.MINUTES);
                return doing.by(client);
            });
        }
        List<Integer> results = new ArrayList<>();
        for (Future<Integer> each : threads.invokeAll(all)) {
            results.add(each.get());
        }
        return results;
    }

    private static long book(TestServer server, String id, Period period) throws Exception {
        Limit limit = PolicyFile.read(server.directory().resolve("policy.yaml")).limits().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        return server.ledger().used(new BookId(id, limit.fingerprint(), "everyone"), period);
    }
}
