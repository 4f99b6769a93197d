package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is there already is counted aside, before anybody needs to know. */
class QuotaCountTest {

    private static final String POLICY = """
            ftp-policy: 1
            name: shared
            default: allow
            limits:
              - {limit: all, count: bytes-stored, per: everyone, max: 1000}
            """;

    @Test
    void anUpload_waitsUntilAllIsCounted_andTheStatusTellsHowFarThatIs() throws Exception {
        CountDownLatch counts = new CountDownLatch(1);
        MemoryFiles files = new MemoryFiles();
        for (String user : TestServer.USERS) {
            store(files, user, 300);
        }
        files.hold(() -> await(counts));
        try (TestServer server =
                        TestServer.start(POLICY, settings -> settings.more = factory -> factory.setFileSystem(files));
                TestClient client = new TestClient(server.port())) {
            assertThat(client.reply()).startsWith("220");
            client.login("alice");
            eventually(() -> server.status().contains("\"counting\":\"0 of 3 users"));

            CompletableFuture<Integer> upload = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.upload("STOR more", new byte[100]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            counts.countDown();

            assertThat(upload.get(1, TimeUnit.MINUTES)).isEqualTo(226);
            assertThat(client.upload("STOR too-much", new byte[1])).isEqualTo(552);
            assertThat(server.status()).doesNotContain("counting");
        }
    }

    /** The count stands at the first user; the others need not wait for it, and are counted once. */
    @Test
    void whileUsersAreCounted_anotherIsServed_andEachIsCountedOnce() throws Exception {
        CountDownLatch counts = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        MemoryFiles files = new MemoryFiles();
        for (String user : TestServer.USERS) {
            store(files, user, 300);
        }
        files.hold(() -> {
            if (looks.incrementAndGet() == 1) {
                await(counts);
            }
        });
        try (TestServer server = TestServer.start(
                        POLICY.replace("everyone", "user"),
                        settings -> settings.more = factory -> factory.setFileSystem(files));
                TestClient client = new TestClient(server.port())) {
            eventually(() -> looks.get() == 1);
            assertThat(server.status()).contains("\"counting\":\"0 of 3 users, 0 files, 0 B\"");

            assertThat(client.reply()).startsWith("220");
            client.login("bob");
            assertThat(client.upload("STOR more", new byte[700])).isEqualTo(226);
            assertThat(client.upload("STOR too-much", new byte[1])).isEqualTo(552);
            counts.countDown();

            eventually(() -> server.log()
                    .contains("counted what users have stored, where nobody had: 3 of 3 users, 2 files, 600 B"));
            assertThat(looks.get()).isEqualTo(TestServer.USERS.size() + 1); // one more before the refusal
            assertThat(server.status()).doesNotContain("counting");
        }
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }

    private static void store(MemoryFiles files, String user, int size) {
        files.put(user, "/old", new byte[size]);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
