package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookEntry;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.Period;
import org.portreeve.quota.jdbc.Ledgers;
import org.portreeve.quota.jdbc.Postgres;
import org.portreeve.quota.jdbc.PostgresSettings;

/** A server that is killed amid uploads and deletions leaves books in a PostgreSQL that the next start sets right. */
@DisabledOnOs(OS.WINDOWS)
class KilledSharedServerTest {

    /** {@code -Dportreeve.kills=30} for more. */
    private static final int KILLS = Integer.getInteger("portreeve.kills", 3);

    private static final int CLIENTS = 3;
    private static final int LARGEST = 20_000;

    private static final String POLICY = """
            ftp-policy: 1
            name: killed
            default: allow
            limits:
              - {limit: bytes, count: bytes-stored, per: user, max: 1GiB}
              - {limit: files, count: files-stored, per: user, max: 1000000}
              - {limit: all, count: bytes-stored, per: everyone, max: 1GiB}
              - {limit: written, count: bytes-written, per: user, max: 1TiB, every: 365d}
            """;

    @TempDir
    private Path directory;

    private final Random random = new Random(30);
    private final AtomicLong told = new AtomicLong();
    private final AtomicInteger replies = new AtomicInteger();

    @Test
    @Timeout(60 + 20 * 100)
    void killedAtAnyMoment_booksSayWhatIsOnDisk_andNothingStaysLeased() throws Exception {
        PostgresSettings database = Postgres.newDatabase();
        for (int round = 0; round <= KILLS; round++) {
            try (ChildServer server = start(database);
                    TestClient client = login(server)) {
                assertThat(client.command("SITE QUOTA")).isBetween(200, 299); // the ledger is open
                assertThat(Postgres.leases(database)).isZero();
                assertThat(client.upload("STOR probe", new byte[round + 1])).isEqualTo(226);
                told.addAndGet(round + 1);
                check(database, round);
                if (round == KILLS) {
                    awaitNoLeases(database);
                } else {
                    workAndKill(server);
                }
            }
        }
    }

    private ChildServer start(PostgresSettings database) throws Exception {
        return ChildServer.start(directory, "", POLICY, database.url(), database.user(), database.password());
    }

    private static TestClient login(ChildServer server) throws IOException {
        TestClient client = new TestClient(server.port());
        client.reply();
        client.login("alice");
        return client;
    }

    private void workAndKill(ChildServer server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            int enough = replies.get() + random.nextInt(100);
            List<Future<?>> ends = new ArrayList<>();
            for (int n = 0; n < CLIENTS; n++) {
                String name = "file" + n + "-";
                Random own = new Random(random.nextLong());
                ends.add(threads.submit(() -> work(server, name, own)));
            }
            while (replies.get() < enough) {
                Thread.sleep(1);
            }
            server.kill();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Stores and deletes until the server is gone. */
    private void work(ChildServer server, String name, Random own) {
        try (TestClient client = login(server)) {
            while (true) {
                String file = name + own.nextInt(6);
                if (own.nextInt(3) == 0) {
                    client.command("DELE " + file);
                } else {
                    byte[] bytes = new byte[own.nextInt(LARGEST)];
                    String verb = own.nextInt(4) == 0 ? "APPE " : "STOR ";
                    if (client.upload(verb + file, bytes) == 226) {
                        told.addAndGet(bytes.length);
                    }
                }
                replies.incrementAndGet();
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            // killed: no reply is no number
        }
    }

    private void check(PostgresSettings database, int kills) throws Exception {
        long bytes = 0;
        long files = 0;
        try (Stream<Path> all = Files.list(directory.resolve("home-alice"))) {
            for (Path file : all.toList()) {
                if (!String.valueOf(file.getFileName()).startsWith(".")) {
                    bytes += Files.size(file);
                    files++;
                }
            }
        }
        try (LedgerBooks books = Ledgers.books(database)) {
            assertThat(used(books, "bytes")).isEqualTo(bytes);
            assertThat(used(books, "files")).isEqualTo(files);
            assertThat(used(books, "all")).isEqualTo(bytes);
            while (used(books, "written") < told.get()) {
                Thread.sleep(10); // it is written with the next tick
            }
            assertThat(used(books, "written")).isLessThanOrEqualTo(told.get() + (long) kills * CLIENTS * LARGEST);
        }
    }

    private static long used(LedgerBooks books, String limit) throws IOException {
        BookEntry entry = books.list(id -> id.limit().equals(limit)).get(0);
        assertThat(entry.state())
                .isEqualTo(limit.equals("written") ? BookEntry.State.NOT_COUNTED : BookEntry.State.COUNTED);
        return entry.used(new Period(Long.MIN_VALUE, Long.MIN_VALUE));
    }

    private static void awaitNoLeases(PostgresSettings database) throws Exception {
        while (Postgres.leases(database) > 0) {
            Thread.sleep(50);
        }
    }
}
