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
                .hasMessageContaining("FP102");
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
