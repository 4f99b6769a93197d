package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.policy.PolicyFile;

/** A server whose books are in a file, over restarts and kills. */
class LedgerFileTest {

    private static final int KILLS = Integer.getInteger("portreeve.kills", 3);

    private static final String OPEN = "ftp-policy: 1\nname: open\ndefault: allow\n";

    private static final String LIMITED = """
            ftp-policy: 1
            name: limited
            default: allow
            accounts: {A-4711: alice}
            limits:
              - {limit: storage, count: bytes-stored, per: user, max: 1GiB}
              - {limit: pieces, count: files-stored, per: user, max: 1000}
              - {limit: written, count: bytes-written, per: user, max: 1000, every: month}
              - {limit: read, count: bytes-read, per: account, max: 1000, every: month}
            """;

    @TempDir
    Path directory;

    private Path ledger() {
        return directory.resolve("data/portreeve.db");
    }

    private void inFile(TestServer.Settings settings) {
        settings.ftplet = new PolicyFtplet(PolicyFile::read, settings.clock, null);
        settings.ftplet.setLedger(ledger().toString());
    }

    private static TestClient login(int port) throws IOException {
        TestClient client = new TestClient(port);
        client.reply();
        client.login("alice");
        return client;
    }

    private static String ask(TestClient client, String command) throws IOException {
        client.send(command);
        return String.valueOf(client.reply());
    }

    @Test
    void whatWasMoved_isKnownAfterARestart_alsoPerAccount() throws Exception {
        String before;
        try (TestServer server = TestServer.start(LIMITED, this::inFile);
                TestClient client = login(server.port())) {
            assertThat(client.upload("STOR a", new byte[600])).isEqualTo(226);
            client.expect(230, "ACCT A-4711");
            client.passive();
            client.expect(150, "RETR a");
            assertThat(client.dataReceive()).hasSize(600);
            assertThat(client.reply()).startsWith("226");
            before = ask(client, "SITE QUOTA JSON");
            assertThat(before).contains("\"owner\":\"account ").doesNotContain("A-4711");
        }
        try (TestServer server = TestServer.start(LIMITED, this::inFile);
                TestClient client = login(server.port())) {
            assertThat(client.upload("STOR a", new byte[400])).isEqualTo(226);
            assertThat(client.upload("STOR a", new byte[1])).isEqualTo(552);
            client.expect(230, "ACCT A-4711");
            assertThat(ask(client, "SITE QUOTA JSON").lines().filter(line -> line.contains("\"read\"")))
                    .containsExactlyElementsOf(before.lines()
                            .filter(line -> line.contains("\"read\""))
                            .toList());
        }
    }

    @Test
    void withoutALimit_thereIsNoLedger_untilAPolicyNeedsOne() throws Exception {
        try (TestServer server = TestServer.start(OPEN, settings -> {
            inFile(settings);
            settings.files.put("limited.yaml", LIMITED);
        })) {
            assertThat(ledger()).doesNotExist();
            assertThat(server.status()).contains("\"state\":\"not-needed\"");

            server.replace("limited.yaml");

            assertThat(server.reload()).isEqualTo("taken");
            assertThat(ledger()).exists();
            assertThat(server.status()).contains("\"kind\":\"file ", "\"state\":\"open\"");
        }
    }

    @Test
    void aLedgerThatCannotBeUsed_keepsTheServerFromStarting_andAPolicyFromBeingTaken() throws Exception {
        Files.createDirectories(ledger().getParent());
        Files.writeString(ledger(), "no ledger, by any means, and long enough to be looked at as a database file");

        assertThatThrownBy(() -> TestServer.start(LIMITED, this::inFile).close())
                .hasStackTraceContaining("the policy's limits need a quota ledger: ")
                .hasStackTraceContaining(ledger().toString());
        try (TestServer server = TestServer.start(OPEN, settings -> {
            inFile(settings);
            settings.files.put("limited.yaml", LIMITED);
        })) {
            server.replace("limited.yaml");
            assertThat(server.reload()).isEqualTo("refused");
            assertThat(server.status()).contains("need the quota ledger");
        }
        assertThat(ledger()).content().startsWith("no ledger");
    }

    @Test
    void aLedgerThatCannotBeUsed_hindersNobody_whereThatIsWanted() throws Exception {
        Files.createDirectories(ledger().getParent());
        Files.writeString(ledger(), "no ledger");
        try (TestServer server = TestServer.start(LIMITED, settings -> {
                    inFile(settings);
                    settings.ftplet.setLedgerFailure("allow");
                });
                TestClient client = login(server.port())) {
            assertThat(client.upload("STOR a", new byte[5000])).isEqualTo(226);
            assertThat(server.status()).contains("\"state\":\"lost\"");
        }
    }

    @Test
    void thePassword_isNowhereToBeRead() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "s3cret-of-the-file\n");
        for (boolean inFile : new boolean[] {true, false}) {
            assertThatThrownBy(() -> TestServer.start(LIMITED, settings -> {
                                settings.ftplet = new PolicyFtplet(PolicyFile::read, settings.clock, null);
                                settings.ftplet.setLedger(
                                        "jdbc:postgresql://127.0.0.1:1/books?password=s3cret-of-the-url");
                                settings.ftplet.setLedgerUser("portreeve");
                                if (inFile) {
                                    settings.ftplet.setLedgerPasswordFile(file.toString());
                                } else {
                                    settings.ftplet.setLedgerPassword("s3cret-itself");
                                }
                            })
                            .close())
                    .hasStackTraceContaining("jdbc:postgresql://127.0.0.1:1/books")
                    .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("s3cret"));
        }
        assertThat(TestLog.start().since(0)).doesNotContain("s3cret-");
    }

    @Test
    void aDatabaseOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> TestServer.start(LIMITED, settings -> {
                            settings.ftplet = new PolicyFtplet(PolicyFile::read, settings.clock, null);
                            settings.ftplet.setLedger("jdbc:mysql://127.0.0.1/books");
                        })
                        .close())
                .hasStackTraceContaining("no address of a PostgreSQL")
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> new PolicyFtplet().setScanEvery(-1))
                .isInstanceOf(FtpServerConfigurationException.class);
    }

    /** {@code -Dportreeve.kills=100} for more. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void killedInMidUploadAndBetween_theBooksSayWhatIsOnDisk_andWhatWasMoved() throws Exception {
        String policy = LIMITED.replace("max: 1000, every: month", "max: 1TiB, every: month");
        Random random = new Random(6);
        long written = 0;
        for (int round = 0; round <= KILLS; round++) {
            try (ChildServer server = ChildServer.start(directory, "", policy);
                    TestClient client = login(server.port())) {
                String usage = ask(client, "SITE QUOTA JSON");
                assertThat(used(usage, "storage")).as("round %d", round).isEqualTo(bytesOnDisk());
                assertThat(free(usage, "storage")).as("round %d", round).isEqualTo((1L << 30) - bytesOnDisk());
                assertThat(used(usage, "pieces")).as("round %d", round).isEqualTo(filesOnDisk());
                assertThat(used(usage, "written")).as("round %d", round).isEqualTo(written);
                assertThat(free(usage, "written")).as("round %d", round).isEqualTo((1L << 40) - written);

                for (int i = random.nextInt(4); i >= 0; i--) {
                    int size = random.nextInt(200_000);
                    assertThat(client.upload("STOR f" + random.nextInt(5), new byte[size]))
                            .isEqualTo(226);
                    written += size;
                }
                if (random.nextBoolean()) {
                    client.passive();
                    client.expect(150, "STOR f" + random.nextInt(5));
                    client.dataSend(new byte[1 + random.nextInt(2_000_000)]);
                }
                server.kill();
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("home-alice"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(".portreeve"))
                    .toList();
        }
    }

    private long bytesOnDisk() throws IOException {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private long filesOnDisk() throws IOException {
        return files().size();
    }

    private static long used(String usage, String limit) {
        return number(usage, limit, "used");
    }

    private static long free(String usage, String limit) {
        return number(usage, limit, "free");
    }

    private static long number(String usage, String limit, String key) {
        Matcher found = Pattern.compile("\"limit\":\"" + limit + "\".*?\"" + key + "\":(\\d+)")
                .matcher(usage);
        assertThat(found.find()).as(usage).isTrue();
        return Long.parseLong(found.group(1));
    }
}
