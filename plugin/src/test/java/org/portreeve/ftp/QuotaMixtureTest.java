package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;

/**
 * Several clients at once do whatever comes to their minds with a few files. Whenever all of them are still, the books say
 * what is on disk, nothing is promised any more, and nothing is above its limit. {@code -Dportreeve.seed=N} does it again.
 */
class QuotaMixtureTest {

    private static final int CLIENTS = 6;
    private static final int ROUNDS = 6;
    private static final int STEPS = 25;
    private static final int MAX_BYTES = 300_000;
    private static final int TEAM_BYTES = 400_000;
    private static final int MAX_FILES = 12;
    private static final List<String> NAMES = List.of("a", "b", "c", "in/a", "in/b", "d/x", "e/x");

    private static final String POLICY = """
            ftp-policy: 1
            name: mixture
            default: allow
            groups: {team: [alice, bob]}
            limits:
              - {limit: own, count: bytes-stored, per: user, max: %d}
              - {limit: team, count: bytes-stored, per: group, max: %d}
              - {limit: pieces, count: files-stored, per: everyone, max: %d}
              - {limit: tree, count: bytes-stored, per: user, max: 100000, path: /in/**}
              - {limit: moved, count: bytes-written, per: user, max: 1GiB, every: month}
            """.formatted(MAX_BYTES, TEAM_BYTES, MAX_FILES);

    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    void books_sayWhatIsOnDisk_whateverClientsDo() throws Exception {
        long seed = Long.getLong("portreeve.seed", System.nanoTime());
        System.out.println("QuotaMixtureTest: seed " + seed + " (-Dportreeve.seed=" + seed + " does it again)");
        try (TestServer server = TestServer.start(POLICY, settings -> {
            settings.prepared = root -> {
                for (String user : TestServer.USERS) {
                    for (String tree : List.of("in", "d", "e")) {
                        Files.createDirectories(root.resolve("home-" + user).resolve(tree));
                    }
                }
            };
        })) {
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    String user = List.of("alice", "bob").get(i % 2);
                    long own = random.nextLong();
                    running.add(clients.submit(() -> {
                        play(server, user, new Random(own));
                        return null;
                    }));
                }
                for (Future<?> each : running) {
                    each.get(2, TimeUnit.MINUTES);
                }
                check(server, "seed " + seed + ", round " + round);
            }
        }
    }

    private static void play(TestServer server, String user, Random random) throws Exception {
        TestClient client = login(server, user);
        try {
            for (int i = 0; i < STEPS; i++) {
                try {
                    step(client, random);
                } catch (IOException e) {
                    client.close();
                    client = login(server, user);
                }
            }
            client.command("NOOP");
        } finally {
            client.close();
        }
    }

    private static TestClient login(TestServer server, String user) throws IOException {
        TestClient client = new TestClient(server.port());
        assertThat(client.reply()).startsWith("220");
        client.login(user);
        return client;
    }

    private static void step(TestClient client, Random random) throws IOException {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        byte[] content = new byte[random.nextInt(random.nextBoolean() ? 2_000 : 150_000)];
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> client.upload("STOR " + name, content);
            case 4, 5 -> client.upload("APPE " + name, content);
            case 6 -> client.upload("STOU", new byte[random.nextInt(1_000)]);
            case 7 -> {
                client.restart(random.nextInt(200_000) + 1L);
                client.upload("STOR " + name, new byte[random.nextInt(1_000)]);
            }
            case 8, 9, 10 -> client.command("DELE " + name);
            case 11 -> {
                if (client.command("RNFR " + (random.nextBoolean() ? name : "d")) == 350) {
                    client.command("RNTO " + (random.nextBoolean() ? NAMES.get(random.nextInt(NAMES.size())) : "in/d"));
                }
            }
            case 12 -> {
                if (client.command("RNFR in/d") == 350) {
                    client.command("RNTO d");
                }
                client.command("RMD e");
                client.command("MKD e");
            }
            default -> breakOff(client, random, name, content);
        }
    }

    private static void breakOff(TestClient client, Random random, String name, byte[] content) throws IOException {
        client.passive();
        if (client.command((random.nextBoolean() ? "STOR " : "APPE ") + name) != 150) {
            client.dataClose();
            return;
        }
        try {
            client.dataSend(content);
        } catch (SocketException e) {
            // refused; the reply says why
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                client.send("ABOR");
                client.reply();
                client.reply();
                client.dataClose();
            }
            case 1 -> {
                client.data().setSoLinger(true, 0);
                client.dataClose();
                client.reply();
            }
            default -> {
                client.data().setSoLinger(true, 0);
                client.dataClose();
                client.hangUp();
                throw new IOException("gone");
            }
        }
    }

    private static void check(TestServer server, String when) throws Exception {
        for (String user : List.of("alice", "bob")) {
            settle(server, user);
        }
        Policy policy = PolicyFile.read(server.directory().resolve("policy.yaml"));
        long all = 0;
        long bytes = 0;
        for (String user : List.of("alice", "bob")) {
            long own = bytes(server.homeOf(user));
            assertThat(own).as(when).isLessThanOrEqualTo(MAX_BYTES);
            assertBook(server, policy, "own", "user " + user, own, when);
            assertBook(
                    server,
                    policy,
                    "tree",
                    "user " + user,
                    bytes(server.homeOf(user).resolve("in")),
                    when);
            bytes += own;
            all += files(server.homeOf(user));
        }
        assertThat(bytes).as(when).isLessThanOrEqualTo(TEAM_BYTES);
        assertThat(all).as(when).isLessThanOrEqualTo(MAX_FILES);
        assertBook(server, policy, "team", "group team", bytes, when);
        assertBook(server, policy, "pieces", "everyone", all, when);
    }

    /** Sessions that were hung up may still be cleaning up. */
    private static void settle(TestServer server, String user) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.status().contains("\"sessions\":0") || isUploading(server.homeOf(user))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    private static boolean isUploading(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.anyMatch(path -> path.getFileName().toString().startsWith(".portreeve"));
        }
    }

    private static void assertBook(TestServer server, Policy policy, String id, String owner, long onDisk, String when)
            throws Exception {
        Limit limit = policy.limits().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        BookId book = new BookId(id, limit.fingerprint(), owner);
        assertThat(server.ledger().used(book, Period.ALWAYS))
                .as("%s of %s, %s", id, owner, when)
                .isEqualTo(onDisk);
        assertThat(server.ledger().taken(book, Period.ALWAYS))
                .as("promised of %s of %s, %s", id, owner, when)
                .isEqualTo(onDisk);
    }

    private static long bytes(Path directory) throws IOException {
        long all = 0;
        for (Path file : plainFiles(directory)) {
            all += Files.size(file);
        }
        return all;
    }

    private static long files(Path directory) throws IOException {
        return plainFiles(directory).size();
    }

    private static List<Path> plainFiles(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
