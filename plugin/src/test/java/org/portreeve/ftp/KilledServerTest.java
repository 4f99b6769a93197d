package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.ftp.file.StageJournal;

/** What stays on the disk when the server is killed in mid-upload, or the disk is full. */
@DisabledOnOs(OS.WINDOWS)
class KilledServerTest {

    private static final List<String> KINDS = List.of("STOR d/file", "REST STOR d/file", "STOR d/new", "APPE d/file");

    /** {@code -Dportreeve.kills=50} for more. */
    private static final int KILLS = Integer.getInteger("portreeve.kills", KINDS.size());

    @TempDir
    Path directory;

    private static byte[] bytes(int length, char of) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) of);
        return bytes;
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("home-alice"))) {
            return all.filter(path -> path.getFileName().toString().startsWith(".portreeve"))
                    .toList();
        }
    }

    private void awaitLeftovers(boolean any) throws Exception {
        long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
        while (leftovers().isEmpty() == any && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(leftovers().isEmpty()).isEqualTo(!any);
    }

    @Test
    void killedInMidUpload_theOldFileIsWhole_andTheNextStartCleansUp() throws Exception {
        Random random = new Random(20);
        Path file = directory.resolve("home-alice/d/file");
        byte[] old = bytes(300_000, 'o');
        for (int round = 0; round < KILLS; round++) {
            try (ChildServer server = ChildServer.start(directory, "");
                    TestClient client = new TestClient(server.port())) {
                client.reply();
                client.login("alice");
                if (round == 0) {
                    client.expect(257, "MKD d");
                    assertThat(client.upload("STOR d/file", old)).isEqualTo(226);
                }
                awaitLeftovers(false); // of the round before
                client.passive();
                String kind = KINDS.get(round % KINDS.size());
                if (kind.startsWith("REST")) {
                    client.expect(350, "REST 1000");
                }
                client.expect(150, kind.replace("REST ", ""));
                client.dataSend(bytes(1 + random.nextInt(2_000_000), 'n'));
                awaitLeftovers(true);
                try (StageJournal other = StageJournal.open(directory.resolve("policy.yaml.state"))) {
                    other.sweep();
                }
                assertThat(leftovers()).isNotEmpty(); // its server lives

                server.kill();
            }
            assertThat(file).hasBinaryContent(old);
            assertThat(file.resolveSibling("new")).doesNotExist();
            assertThat(leftovers()).isNotEmpty();
        }
        try (ChildServer server = ChildServer.start(directory, "")) {
            assertThat(server.port()).isPositive();
            awaitLeftovers(false);
            assertThat(file).hasBinaryContent(old);
        }
    }

    /** A limit on the size of files stands in for a disk without room: the system refuses to write on. */
    @Test
    void aDiskWithoutRoom_leavesTheOldFileWhole_andIsAnsweredInTime() throws Exception {
        Path file = directory.resolve("home-alice/file");
        byte[] old = bytes(100_000, 'o');
        try (ChildServer server = ChildServer.start(directory, "ulimit -f 1024;");
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.login("alice");
            assertThat(client.upload("STOR file", old)).isEqualTo(226);

            assertThat(client.upload("STOR file", bytes(5_000_000, 'n'))).isIn(451, 452, 552);
            assertThat(file).hasBinaryContent(old);
            assertThat(client.upload("APPE file", bytes(5_000_000, 'n'))).isIn(451, 452, 552);
            assertThat(file).hasBinaryContent(old);
            assertThat(client.upload("STOR other", bytes(5_000_000, 'n'))).isIn(451, 452, 552);
            assertThat(file.resolveSibling("other")).doesNotExist();
            assertThat(leftovers()).isEmpty();

            assertThat(client.upload("STOR file", bytes(50_000, 'n'))).isEqualTo(226);
            assertThat(file).hasBinaryContent(bytes(50_000, 'n'));
        }
    }

    @Test
    void durableUploads_areStoredLikeAllOthers() throws Exception {
        try (TestServer server = TestServer.start(
                        "ftp-policy: 1\nname: open\ndefault: allow\n", settings -> settings.ftplet.setDurable(true));
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.login("alice");
            assertThat(client.upload("STOR file", bytes(1000, 'a'))).isEqualTo(226);
            assertThat(client.upload("STOR file", bytes(2000, 'b'))).isEqualTo(226);
            assertThat(client.upload("APPE file", bytes(1000, 'b'))).isEqualTo(226);
            assertThat(server.homeOf("alice").resolve("file")).hasBinaryContent(bytes(3000, 'b'));
        }
    }
}
