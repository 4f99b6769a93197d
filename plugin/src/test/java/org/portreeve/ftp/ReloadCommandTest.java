package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.cli.CommandLineRun;

/** {@code reload} and {@code status}, asked of a server that runs. */
class ReloadCommandTest {

    private static final String OPEN = "ftp-policy: 1\nname: open\ndefault: allow\n";
    private static final String CLOSED = """
            ftp-policy: 1
            name: closed
            default: allow
            rules:
              - {refuse: no-listings, op: list}
            """;
    private static final String WARNED = """
            ftp-policy: 1
            name: warned
            default: allow
            rules:
              - {require: cost-centre, op: write, needs: {account: given}}
            """;

    @Test
    void reload_taken_exits0_andLeavesNothing() throws Exception {
        try (TestServer server = start()) {
            server.replace("closed.yaml");

            CommandLineRun run = ask(server, "reload");

            assertThat(run.out()).containsPattern("(taken|unchanged): policy closed \\([0-9a-f]{12}\\) is in force");
            assertThat(run.exitCode()).isZero();
            assertThat(letters(server)).isEmpty();
        }
    }

    @Test
    void reload_refused_exits2_withTheFindings() throws Exception {
        try (TestServer server = start()) {
            server.replace("broken.yaml");

            CommandLineRun run = ask(server, "reload");

            assertThat(run.out()).startsWith("refused: policy open").contains("stays in force", "FP102");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(ask(server, "status").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void reload_withWarnings_exits1() throws Exception {
        try (TestServer server = start()) {
            server.replace("warned.yaml");

            CommandLineRun run = ask(server, "reload");

            assertThat(run.out()).contains("policy warned", "is in force", "FP140");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void reload_withAnUnusableCandidate_exits1() throws Exception {
        try (TestServer server = TestServer.start(OPEN, settings -> {
            settings.files.put("next.yaml", "ftp-policy: 1\n");
            settings.candidate = "next.yaml";
        })) {
            CommandLineRun run = ask(server, "reload");

            assertThat(run.out()).startsWith("unchanged: policy open").contains("next.yaml", "FP102");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void status_tellsWhatWasRefused_andWhereTheCandidateDiffers() throws Exception {
        try (TestServer server = TestServer.start(CLOSED, settings -> {
            settings.files.put("next.yaml", OPEN);
            settings.candidate = "next.yaml";
        })) {
            try (TestClient client = new TestClient(server.port())) {
                client.reply();
                client.login("alice");
                assertThat(client.command("STAT /")).isEqualTo(550);
            }

            CommandLineRun text = ask(server, "status");
            CommandLineRun json = ask(server, "status", "--json");

            assertThat(text.out())
                    .startsWith("policy closed (")
                    .contains("refused: no-listings 1")
                    .contains("would be refused if enforced: nothing")
                    .contains("candidate: policy open (")
                    .contains("would-allow no-listings 1, first: ");
            assertThat(text.exitCode()).isZero();
            assertThat(json.out())
                    .startsWith("{\"policy\":{\"name\":\"closed\"")
                    .endsWith("}\n");
            assertThat(json.out().lines()).hasSize(1);
            assertThat(letters(server)).isEmpty();
        }
    }

    @Test
    void anotherStateDirectory_isNamedByAnOption(@TempDir Path state) throws Exception {
        try (TestServer server = TestServer.start(OPEN, settings -> settings.ftplet.setState(state.toString()))) {
            assertThat(ask(server, "status").err()).contains("no server: there is no directory", "--state");
            assertThat(ask(server, "status", "--state", state.toString()).exitCode())
                    .isZero();
        }
    }

    @Test
    void whatNobodyCanRead_keepsNobodyElseFromHisAnswer() throws Exception {
        try (TestServer server = start()) {
            Files.createDirectories(state(server).resolve("0.request").resolve("inside"));

            assertThat(ask(server, "status").exitCode()).isZero();
        }
    }

    @Test
    void answersThatNobodyFetched_areSweptAway_andTheOthersAreNot() throws Exception {
        try (TestServer server = start()) {
            Path old = Files.writeString(state(server).resolve("old.answer"), "{}");
            Path fresh = Files.writeString(state(server).resolve("fresh.answer"), "{}");
            Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));

            assertThat(ask(server, "status").exitCode()).isZero();
            assertThat(ask(server, "status").exitCode()).isZero();

            assertThat(old).doesNotExist();
            assertThat(fresh).exists();
        }
    }

    @Test
    void everyFileOfTheState_isItsOwnersAlone() throws Exception {
        try (TestServer server = start()) {
            assertThat(ask(server, "reload").exitCode()).isZero();
            try (Stream<Path> all = Files.walk(state(server))) {
                assertThat(all)
                        .allSatisfy(
                                path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                                        .endsWith("------"));
            }
        }
    }

    private static TestServer start() throws Exception {
        return TestServer.start(OPEN, settings -> {
            settings.files.put("closed.yaml", CLOSED);
            settings.files.put("broken.yaml", "ftp-policy: 1\n");
            settings.files.put("warned.yaml", WARNED);
        });
    }

    private static CommandLineRun ask(TestServer server, String command, String... more) {
        String policy = server.directory().resolve("policy.yaml").toString();
        return CommandLineRun.of(
                "", Stream.concat(Stream.of(command, policy), Stream.of(more)).toArray(String[]::new));
    }

    private static Path state(TestServer server) {
        return server.directory().resolve("policy.yaml.state");
    }

    private static List<String> letters(TestServer server) throws IOException {
        try (Stream<Path> all = Files.list(state(server))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(".*(request|answer|new)"))
                    .toList();
        }
    }
}
