package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Before anything is stored under a limit that users share, all that is there already is counted, aside. */
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
            long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
            while (!server.status().contains("\"counting\":\"0 of 3 users")) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(1);
            }

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
