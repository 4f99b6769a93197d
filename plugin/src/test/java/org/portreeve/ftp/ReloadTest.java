package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin can do to a running server, and what of it outlives the server. */
class ReloadTest {

    private static final String OPEN = "ftp-policy: 1\nname: open\ndefault: allow\n";
    private static final String CLOSED = """
            ftp-policy: 1
            name: closed
            default: allow
            rules:
              - {refuse: no-listings, op: list}
            """;

    @Test
    void jmx_showsThePolicy_andReloadsIt() throws Exception {
        try (TestServer server = TestServer.start(OPEN, settings -> settings.files.put("closed.yaml", CLOSED))) {
            MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = nameOf(server);
            assertThat(jmx.getAttribute(name, "Name")).isEqualTo("open");

            server.replace("closed.yaml");
            Object outcome = jmx.invoke(name, "reload", new Object[0], new String[0]);

            assertThat((String) outcome).startsWith("taken: closed");
            assertThat(jmx.getAttribute(name, "Name")).isEqualTo("closed");
            assertThat(jmx.getAttribute(name, "LastLoad")).isEqualTo("taken");
        }
    }

    @Test
    void aServerThatStopped_isNotShownAnyMore() throws Exception {
        ObjectName name;
        try (TestServer server = TestServer.start(OPEN)) {
            name = nameOf(server);
            assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                    .isTrue();
        }
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                .isFalse();
    }

    private static ObjectName nameOf(TestServer server) throws Exception {
        String file = server.directory().resolve("policy.yaml").toAbsolutePath().toString();
        return new ObjectName("org.portreeve:type=Policy,file=" + ObjectName.quote(file));
    }

    @Test
    void aWishInTheStateDirectory_isGrantedAndAnswered() throws Exception {
        try (TestServer server = TestServer.start(OPEN, settings -> settings.files.put("closed.yaml", CLOSED))) {
            Path state = server.directory().resolve("policy.yaml.state");
            server.replace("closed.yaml");
            Path wish = Files.writeString(state.resolve("4711.new"), "reload\n");
            Files.move(wish, state.resolve("4711.request"));

            Path answer = state.resolve("4711.answer");
            await(() -> Files.exists(answer));

            assertThat(Files.readString(answer)).contains("\"name\":\"closed\"", "\"outcome\":\"taken\"");
            assertThat(state.resolve("4711.request")).doesNotExist();
        }
    }

    @Test
    void aBrokenFileAtTheNextStart_isReplacedByTheLastGoodOne(@TempDir Path directory) throws Exception {
        Path state = directory.resolve("state");
        try (TestServer server = TestServer.start(CLOSED, settings -> settings.ftplet.setState(state.toString()))) {
            assertThat(server.ftplet().describe()).startsWith("closed");
        }

        try (TestServer server = TestServer.start(
                "ftp-policy: 1\nname: broken\n", settings -> settings.ftplet.setState(state.toString()))) {
            assertThat(server.ftplet().describe()).startsWith("closed");
            assertThat(server.status()).contains("\"outcome\":\"last-good\"", "FP102");
            assertThat(server.log()).contains("THE LAST GOOD ONE IS IN FORCE INSTEAD");
        }
    }

    @Test
    void aCopyThatWasTamperedWith_isNotTrusted(@TempDir Path directory) throws Exception {
        Path state = directory.resolve("state");
        TestServer.start(CLOSED, settings -> settings.ftplet.setState(state.toString()))
                .close();
        try (var all = Files.walk(state)) {
            for (Path copy : all.filter(path -> path.endsWith("policy.yaml")).toList()) {
                Files.writeString(copy, OPEN);
            }
        }

        assertThatThrownBy(() -> TestServer.start(
                        "ftp-policy: 1\nname: broken\n", settings -> settings.ftplet.setState(state.toString())))
                .isInstanceOf(FtpServerConfigurationException.class)
                .hasMessageContaining("FP102")
                .hasMessageContaining("was changed, so it is not used");
    }

    @Test
    void repliesThatWereTamperedWith_areNotTrusted(@TempDir Path directory) throws Exception {
        Path state = directory.resolve("state");
        TestServer.start(CLOSED, settings -> {
                    settings.files.put("replies.yaml", "ftp-replies: 1\n");
                    settings.ftplet.setState(state.toString());
                })
                .close();
        try (var all = Files.walk(state)) {
            for (Path copy : all.filter(path -> path.endsWith("replies.yaml")).toList()) {
                Files.writeString(copy, "ftp-replies: 1\nreplies: {tls-required: {text: No.}}\n");
            }
        }

        assertThatThrownBy(() -> TestServer.start(
                        "ftp-policy: 1\nname: broken\n", settings -> settings.ftplet.setState(state.toString())))
                .isInstanceOf(FtpServerConfigurationException.class)
                .hasMessageContaining("was changed, so it is not used");
    }

    @Test
    void withoutACopy_theStartSaysSo(@TempDir Path directory) {
        assertThatThrownBy(() -> TestServer.start(
                        "ftp-policy: 1\nname: broken\n",
                        settings -> settings.ftplet.setState(
                                directory.resolve("none").toString())))
                .isInstanceOf(FtpServerConfigurationException.class)
                .hasMessageContaining("there is no copy of a good policy");
    }

    @Test
    void aCopyThatCouldNotBeMade_isMadeLater(@TempDir Path directory) throws Exception {
        Path state = directory.resolve("state");
        try (TestServer server = TestServer.start(OPEN, settings -> {
            settings.ftplet.setState(state.toString());
            settings.files.put("closed.yaml", CLOSED);
        })) {
            Files.move(state, directory.resolve("away"));
            Files.writeString(state, "in the way");
            server.replace("closed.yaml");
            assertThat(server.reload()).isIn("taken", "unchanged");
            Files.delete(state);
            for (int look = 0; look < 100 && !lastGood(state).contains("closed"); look++) {
                Thread.sleep(100);
            }
            assertThat(lastGood(state)).contains("closed");
        }
    }

    private static String lastGood(Path state) throws Exception {
        if (!Files.isDirectory(state)) {
            return "";
        }
        try (var all = Files.walk(state)) {
            StringBuilder text = new StringBuilder();
            for (Path copy : all.filter(path -> path.endsWith("policy.yaml")).toList()) {
                text.append(Files.readString(copy));
            }
            return text.toString();
        }
    }

    @Test
    void anObservedPolicy_saysSo() throws Exception {
        try (TestServer server = TestServer.start("ftp-policy: 1\nname: watched\nmode: observe\ndefault: refuse\n")) {
            assertThat(server.ftplet().describe()).contains("nothing is refused");
            assertThat(server.log()).contains("nothing is refused");
        }
    }

    @Test
    void anotherCandidate_isNoOtherPolicy(@TempDir Path directory) throws Exception {
        Path candidate = Files.writeString(directory.resolve("other.yaml"), CLOSED);
        try (TestServer server =
                TestServer.start(OPEN, settings -> settings.ftplet.setCandidate(candidate.toString()))) {
            assertThat(server.status()).contains("\"candidate\":{\"name\":\"closed\"");
            String since = sinceOf(server.status());
            Files.writeString(candidate, OPEN.replace("open", "third"));

            assertThat(server.reload()).isEqualTo("unchanged");

            assertThat(server.status()).contains("\"candidate\":{\"name\":\"third\"");
            assertThat(sinceOf(server.status())).isEqualTo(since);
        }
    }

    private static String sinceOf(String status) {
        return status.replaceAll(".*\"since\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void aReloadUnderLoad_losesNoCommandAndNoSession() throws Exception {
        int clients = 8;
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try (TestServer server = TestServer.start(OPEN, settings -> {
            settings.files.put("open.yaml", OPEN);
            settings.files.put("closed.yaml", CLOSED);
        })) {
            AtomicBoolean over = new AtomicBoolean();
            java.util.List<Future<Integer>> counts = new java.util.ArrayList<>();
            for (int i = 0; i < clients; i++) {
                counts.add(pool.submit(() -> commandsUntil(over, server.port())));
            }

            for (int i = 0; i < 50; i++) {
                server.replace(i % 2 == 0 ? "closed.yaml" : "open.yaml");
                assertThat(server.reload()).isIn("taken", "unchanged"); // the watch may have been faster
            }
            over.set(true);

            for (Future<Integer> count : counts) {
                assertThat(count.get()).isPositive();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Every command has exactly one answer, and one that the policies in question can give. */
    private static int commandsUntil(AtomicBoolean over, int port) throws Exception {
        int commands = 0;
        try (TestClient client = new TestClient(port)) {
            assertThat(TestClient.code(client.reply())).isEqualTo(220);
            client.login("alice");
            while (!over.get()) {
                assertThat(client.command("NOOP")).isEqualTo(200);
                assertThat(client.command("STAT /")).isIn(212, 550);
                assertThat(client.command("PWD")).isEqualTo(257);
                commands++;
            }
        }
        return commands;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(5);
        }
    }
}
