package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.cli.CommandLineRun;
import org.portreeve.policy.PolicyFile;

/** {@code quota} and its twin by JMX, while a server keeps the books. */
class QuotaCommandTest {

    private static final String POLICY = """
            ftp-policy: 1
            name: limited
            default: allow
            groups: {team: [alice, bob]}
            limits:
              - {limit: storage, count: bytes-stored, per: user, max: 1000}
              - {limit: together, count: files-stored, per: group, max: 100}
              - {limit: written, count: bytes-written, per: user, max: 10KiB, every: month}
              - {limit: ratio, count: bytes-read, per: user, max: 100, credit: 2.5x, every: month}
            """;

    @TempDir
    Path directory;

    private TestServer start() throws Exception {
        return start(root -> {});
    }

    private TestServer start(TestServer.PreparedBy prepared) throws Exception {
        return TestServer.start(POLICY, settings -> {
            settings.prepared = prepared;
            settings.ftplet = new PolicyFtplet(PolicyFile::read, settings.clock, null);
            settings.ftplet.setLedger(ledger());
        });
    }

    private String ledger() {
        return directory.resolve("portreeve.db").toString();
    }

    private CommandLineRun quota(TestServer server, String... words) {
        List<String> all = new ArrayList<>(List.of("quota"));
        all.addAll(List.of(words));
        all.addAll(List.of("--ledger", ledger(), "--policy", policy(server)));
        return CommandLineRun.of("", all.toArray(String[]::new));
    }

    private static CommandLineRun scan(TestServer server, String... more) {
        List<String> all = new ArrayList<>(List.of("quota", "scan", policy(server)));
        all.addAll(List.of(more));
        return CommandLineRun.of("", all.toArray(String[]::new));
    }

    private static String policy(TestServer server) {
        return server.directory().resolve("policy.yaml").toString();
    }

    private static TestClient login(TestServer server, String user) throws Exception {
        TestClient client = new TestClient(server.port());
        client.reply();
        client.login(user);
        return client;
    }

    private interface Attempt {
        boolean worked() throws Exception;
    }

    /** A server looks at its database now and then. */
    private static void eventually(Attempt attempt) throws Exception {
        long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
        while (!attempt.worked()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void showAndTop_sayWhatIsUsed_whileTheServerServes() throws Exception {
        try (TestServer server = start();
                TestClient alice = login(server, "alice");
                TestClient bob = login(server, "bob")) {
            assertThat(alice.upload("STOR a", new byte[250])).isEqualTo(226);
            assertThat(bob.upload("STOR b", new byte[900])).isEqualTo(226);
            eventually(() -> quota(server, "show").out().contains("storage, user bob: 900 B of 1000 B, 90 %"));

            assertThat(quota(server, "show").out())
                    .contains("storage, user alice: 250 B of 1000 B, 25 %")
                    .contains("together, group team: 2 of 100, 2 %")
                    .contains("written, user bob: 900 B of 10 KiB, 8 %, begins anew ");
            assertThat(quota(server, "show", "--limit", "ratio", "--user", "bob")
                            .out())
                    .startsWith("ratio, user bob: 0 B of 2.29 KiB (2.19 KiB earned by uploads), 0 %")
                    .hasLineCount(1);
            assertThat(quota(server, "show", "--limit", "ratio", "--user", "alice", "--json")
                            .out())
                    .contains("\"used\":0,\"promised\":0,\"max\":725,\"earned\":625,\"percent\":0");
            assertThat(quota(server, "show", "--user", "alice", "--limit", "storage")
                            .out())
                    .startsWith("storage, user alice: 250 B of 1000 B, 25 %")
                    .hasLineCount(1);
            assertThat(quota(server, "show", "--group", "team", "--json").out())
                    .startsWith(
                            "{\"books\":[{\"limit\":\"together\",\"owner\":\"group team\",\"count\":\"files-stored\","
                                    + "\"used\":2,");
            assertThat(quota(server, "reset", "--limit", "ratio", "--user", "bob")
                            .out())
                    .startsWith("ratio, user bob: begins anew")
                    .hasLineCount(1);
            assertThat(quota(server, "show", "--limit", "ratio", "--user", "bob")
                            .out())
                    .doesNotContain("earned");
            assertThat(quota(server, "top", "-n", "2").out())
                    .startsWith("storage, user bob: 900 B of 1000 B, 90 %")
                    .contains("storage, user alice")
                    .hasLineCount(2);
            assertThat(quota(server, "show", "--user", "nobody").out()).startsWith("no such book");
            assertThat(server.status()).contains("\"nearlyFull\":[{\"limit\":\"storage\",\"owner\":\"user bob\"");
        }
    }

    @Test
    void show_saysWhatWasThereBeforeTheFirstStart_thoughNobodyHasComeYet() throws Exception {
        try (TestServer server = start(root -> {
            Files.createDirectories(root.resolve("home-bob/deep"));
            Files.write(root.resolve("home-bob/deep/a"), new byte[300]);
            Files.write(root.resolve("home-bob/.portreeve-x.part"), new byte[5]);
        })) {
            eventually(
                    () -> quota(server, "show", "--user", "bob").out().contains("storage, user bob: 300 B of 1000 B"));
            eventually(() -> quota(server, "show").out().contains("storage, user carol: 0 B of 1000 B, 0 %"));
            assertThat(quota(server, "show").out()).contains("together, group team: 1 of 100, 1 %");
        }
    }

    @Test
    void setAndReset_areHeardByTheServer() throws Exception {
        try (TestServer server = start();
                TestClient alice = login(server, "alice")) {
            assertThat(alice.upload("STOR a", new byte[100])).isEqualTo(226);
            eventually(() -> quota(server, "show", "--limit", "written").out().contains("alice: 100 B"));

            CommandLineRun set = quota(server, "set", "--limit", "written", "--user", "alice", "10KiB");

            assertThat(set.out()).contains("written, user alice: 10 KiB of 10 KiB, 100 %, begins anew ");
            eventually(() -> alice.upload("STOR a", new byte[1]) == 552);
            assertThat(quota(server, "reset", "--limit", "written", "--user", "alice")
                            .out())
                    .contains("written, user alice: begins anew");
            eventually(() -> alice.upload("STOR a", new byte[1000]) == 226);
        }
    }

    @Test
    void wrongWords_areRefused() throws Exception {
        try (TestServer server = start()) {
            assertThat(quota(server, "set", "--limit", "written", "500").err()).contains("name the book");
            assertThat(quota(server, "set", "--limit", "none", "--user", "alice", "500")
                            .err())
                    .contains("the policy has no limit `none`");
            assertThat(quota(server, "set", "--limit", "written", "--user", "alice", "10GIB")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(quota(server, "reset").err()).contains("say which books");
            assertThat(quota(server, "show", "--user", "a", "--group", "b").err())
                    .contains("name one owner");
            assertThat(CommandLineRun.of(
                                    "",
                                    "quota",
                                    "show",
                                    "--ledger",
                                    directory.resolve("none").toString())
                            .err())
                    .contains("no quota ledger");
            assertThat(directory.resolve("none")).doesNotExist();
        }
    }

    @Test
    void scan_correctsTheBooks_andSaysWhich() throws Exception {
        try (TestServer server = start();
                TestClient alice = login(server, "alice")) {
            assertThat(alice.upload("STOR a", new byte[100])).isEqualTo(226);
            Path outside = Files.write(directory.resolve("outside"), new byte[300]);
            Files.write(server.homeOf("alice").resolve("b"), new byte[50]);
            Files.createSymbolicLink(server.homeOf("alice").resolve("link-to-itself"), server.homeOf("alice"));
            Files.createSymbolicLink(server.homeOf("alice").resolve("link-out"), outside);
            Files.createSymbolicLink(
                    server.homeOf("alice").resolve("elsewhere"), Files.createDirectory(directory.resolve("elsewhere")));
            assertThat(alice.upload("STOR elsewhere/x", new byte[5000])).isEqualTo(226);
            Files.createSymbolicLink(server.homeOf("alice").resolve("link-to-delete"), outside);
            assertThat(alice.command("DELE link-to-delete")).isEqualTo(250);
            Files.createSymbolicLink(server.homeOf("alice").resolve("link-to-nothing"), directory.resolve("nothing"));

            CommandLineRun first = scan(server);

            assertThat(outside).exists();
            assertThat(first.out())
                    .contains("storage, user alice: 100 in the book, 150 on disk: corrected")
                    .contains("together, group team: 1 in the book, 2 on disk: corrected");
            assertThat(first.exitCode()).isEqualTo(1);
            assertThat(server.log()).contains("quota-corrected");
            assertThat(alice.upload("STOR c", new byte[851])).isEqualTo(552);
            assertThat(alice.upload("STOR c", new byte[850])).isEqualTo(226);

            assertThat(scan(server).exitCode()).isZero();
            Files.delete(server.homeOf("alice").resolve("b"));
            assertThat(scan(server, "--user", "alice", "--json").out())
                    .contains(
                            "\"differences\":[{\"limit\":\"storage\",\"owner\":\"user alice\",\"before\":1000,\"now\":950}]");
            assertThat(scan(server, "--user", "nobody").err()).contains("the scan failed", "nobody");
        }
    }

    /** As another server with the same directories does it. */
    @Test
    void scan_countsWhatSomebodyPutInThePlaceOfAFileThatIsContinued() throws Exception {
        try (TestServer server = start();
                TestClient alice = login(server, "alice")) {
            assertThat(alice.upload("STOR a", new byte[100])).isEqualTo(226);
            alice.passive();
            alice.expect(150, "APPE a");
            Path home = server.homeOf("alice");
            eventually(() -> home.toFile().list().length == 2);
            Path other = Files.write(directory.resolve("other"), new byte[70]);
            Files.move(other, home.resolve("a"), StandardCopyOption.REPLACE_EXISTING);

            assertThat(scan(server).out()).contains("storage, user alice: 100 in the book, 70 on disk: corrected");

            alice.dataSend(new byte[10]);
            alice.dataHangUp();
            assertThat(TestClient.code(alice.reply())).isEqualTo(451);
            assertThat(scan(server).exitCode()).isZero();
        }
    }

    @Test
    void jmx_doesTheSame() throws Exception {
        try (TestServer server = start();
                TestClient alice = login(server, "alice")) {
            assertThat(alice.upload("STOR a", new byte[100])).isEqualTo(226);
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName("org.portreeve:type=Policy,file=" + ObjectName.quote(policy(server)));
            String[] two = {String.class.getName(), String.class.getName()};

            assertThat((String[]) beans.invoke(name, "quotaShow", new Object[] {"storage", "user alice"}, two))
                    .singleElement()
                    .asString()
                    .contains("\"owner\":\"user alice\",\"count\":\"bytes-stored\",\"used\":100");
            assertThat((String[]) beans.invoke(name, "quotaTop", new Object[] {1}, new String[] {"int"}))
                    .hasSize(1);
            assertThat((String[]) beans.invoke(
                            name, "quotaSet", new Object[] {"written", "user alice", 10_240L}, new String[] {
                                two[0], two[0], "long"
                            }))
                    .singleElement()
                    .asString()
                    .contains("\"used\":10240");
            assertThat(alice.upload("STOR a", new byte[1])).isEqualTo(552);
            assertThat((String[]) beans.invoke(name, "quotaReset", new Object[] {"written", "user alice"}, two))
                    .containsExactly("written, user alice");
            assertThat(alice.upload("STOR a", new byte[1])).isEqualTo(226);
            assertThat((String) beans.invoke(name, "quotaScan", new Object[] {""}, new String[] {two[0]}))
                    .contains("\"number\":1");
            eventually(() -> ((String) beans.invoke(name, "quotaScanned", new Object[] {}, new String[] {}))
                    .contains("\"running\":false"));
            assertThatThrownBy(
                            () -> beans.invoke(name, "quotaSet", new Object[] {"none", "user alice", 1L}, new String[] {
                                two[0], two[0], "long"
                            }))
                    .hasRootCauseMessage("the policy has no limit none");
        }
    }
}
