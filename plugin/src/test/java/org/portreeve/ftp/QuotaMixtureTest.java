package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** What is there, without asking the server. */
    private interface Truth {
        long bytes(String user, String directory) throws IOException;

        long files(String user) throws IOException;

        boolean isUploading(String user) throws IOException;
    }

    @Test
    void books_sayWhatIsOnDisk_whateverClientsDo() throws Exception {
        long seed = seed();
        try (TestServer server = TestServer.start(POLICY, settings -> {
            settings.prepared = root -> {
                for (String user : TestServer.USERS) {
                    for (String tree : List.of("in", "d", "e")) {
                        Files.createDirectories(root.resolve("home-" + user).resolve(tree));
                    }
                }
            };
        })) {
            play(server, seed, new OnDisk(server));
        }
    }

    @Test
    void books_sayWhatIsThere_inAFileSystemOfSomebodyElse() throws Exception {
        long seed = seed();
        MemoryFiles files = new MemoryFiles();
        for (String user : TestServer.USERS) {
            List.of("/in", "/d", "/e").forEach(tree -> files.mkdir(user, tree));
        }
        try (TestServer server =
                TestServer.start(POLICY, settings -> settings.more = factory -> factory.setFileSystem(files))) {
            play(server, seed, new InMemory(files));
        }
    }

    private static long seed() {
        long seed = Long.getLong("portreeve.seed", System.nanoTime());
        System.out.println("QuotaMixtureTest: seed " + seed + " (-Dportreeve.seed=" + seed + " does it again)");
        return seed;
    }

    private void play(TestServer server, long seed, Truth truth) throws Exception {
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
                each.get(4, TimeUnit.MINUTES);
            }
            check(server, truth, "seed " + seed + ", round " + round);
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

    private static void check(TestServer server, Truth truth, String when) throws Exception {
        settle(server, truth);
        Policy policy = PolicyFile.read(server.directory().resolve("policy.yaml"));
        long files = 0;
        long bytes = 0;
        for (String user : List.of("alice", "bob")) {
            long own = truth.bytes(user, "");
            assertThat(own).as(when).isLessThanOrEqualTo(MAX_BYTES);
            assertBook(server, policy, "own", "user " + user, own, when);
            assertBook(server, policy, "tree", "user " + user, truth.bytes(user, "in"), when);
            bytes += own;
            files += truth.files(user);
        }
        assertThat(bytes).as(when).isLessThanOrEqualTo(TEAM_BYTES);
        assertThat(files).as(when).isLessThanOrEqualTo(MAX_FILES);
        assertBook(server, policy, "team", "group team", bytes, when);
        assertBook(server, policy, "pieces", "everyone", files, when);
    }

    /** Sessions that were hung up may still be cleaning up. */
    private static void settle(TestServer server, Truth truth) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!server.status().contains("\"sessions\":0") || truth.isUploading("alice") || truth.isUploading("bob")) {
            assertThat(System.nanoTime())
                    .as("all is still: %s, %s", server.status(), truth)
                    .isLessThan(end);
            Thread.sleep(5);
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

    private record OnDisk(TestServer server) implements Truth {

        @Override
        public long bytes(String user, String directory) throws IOException {
            long all = 0;
            for (Path file : plainFiles(server.homeOf(user).resolve(directory))) {
                all += Files.size(file);
            }
            return all;
        }

        @Override
        public long files(String user) throws IOException {
            return plainFiles(server.homeOf(user)).size();
        }

        @Override
        public boolean isUploading(String user) throws IOException {
            return plainFiles(server.homeOf(user)).stream()
                    .anyMatch(path -> path.getFileName().toString().startsWith(".portreeve"));
        }

        private static List<Path> plainFiles(Path directory) throws IOException {
            try (Stream<Path> all = Files.walk(directory)) {
                return all.filter(Files::isRegularFile).toList();
            } catch (UncheckedIOException e) { // it went while we looked
                throw e.getCause();
            }
        }
    }

    private record InMemory(MemoryFiles files) implements Truth {

        @Override
        public long bytes(String user, String directory) {
            return files.files(user, directory.isEmpty() ? "/" : "/" + directory + "/").stream()
                    .mapToLong(each -> each.length)
                    .sum();
        }

        @Override
        public long files(String user) {
            return files.files(user, "/").size();
        }

        @Override
        public boolean isUploading(String user) {
            return files.tree(user).keySet().stream().anyMatch(path -> path.contains("/.portreeve"));
        }
    }
}
