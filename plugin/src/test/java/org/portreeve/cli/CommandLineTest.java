package org.portreeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.policy.FileKind;
import org.portreeve.policy.PolicyFile;

class CommandLineTest {
    private static final String CODE = "A-4711";

    @TempDir
    Path directory;

    private String out = "";
    private String err = "";
    private String policy;

    @BeforeEach
    void write() throws Exception {
        Path file = Files.writeString(directory.resolve("policy.yaml"), """
                ftp-policy: 1
                default: refuse
                accounts: {A-4711: acme}
                rules:
                  - {require: sealed, op: any, needs: {control: tls, data: private}}
                  - {require: paid, op: write, needs: {account: given}}
                  - {allow: all, user: acme, op: any}
                  - {allow: own, user: acme, op: write, path: /in/**}
                tests:
                  - {as: acme, account: A-4711, do: STOR /in/a, expect: allow}
                """);
        policy = file.toString();
    }

    @Test
    void check_clean() {
        assertThat(run("", "check", policy)).isZero();
    }

    @Test
    void schema_isThatOfThePolicy_unlessAnotherIsNamed() {
        assertThat(run("", "schema")).isZero();
        assertThat(run("", "schema", "replies")).isZero();
        assertThat(run("", "schema", "rules")).isEqualTo(2);
        assertThat(text(out))
                .isEqualToNormalizingNewlines(
                        PolicyFile.schema(FileKind.POLICY) + "\n" + PolicyFile.schema(FileKind.REPLIES) + "\n");
        assertThat(text(err)).contains("included", "replies");
    }

    @Test
    void check_json_namesEachFinding() throws Exception {
        Files.writeString(Path.of(policy), "ftp-policy: 1\ndefault: refuse\nrule: []\n");

        assertThat(run("", "check", "--json", policy)).isEqualTo(2);
        assertThat(out).contains("\"code\":\"FP101\"").contains("\"line\":3").contains("\"ok\":false");
    }

    @Test
    void decide_refused_exits1_andNamesReplyAndRule() {
        assertThat(run("", "decide", policy, "--as", "acme", "--do", "STOR /in/a", "--json"))
                .isEqualTo(1);
        assertThat(out)
                .startsWith("{\"outcome\":\"account-required\",\"code\":532,")
                .contains("\"rules\":[\"paid\"]");
    }

    @Test
    void decide_takesTheAccountFromStandardInput_andNeverPrintsIt() {
        int exitCode =
                run(CODE + "\n", "decide", policy, "--as", "acme", "--account", "-", "--do", "STOR /in/a", "--json");

        assertThat(exitCode).isZero();
        assertThat(out).contains("\"rules\":[\"all\",\"own\"]").doesNotContain(CODE);
    }

    @Test
    void decide_mistypedOption_doesNotRepeatWhatFollows() {
        assertThat(run("", "decide", policy, "--accuont", CODE)).isEqualTo(2);
        assertThat(err).contains("--accuont").contains("did you mean").doesNotContain(CODE);
    }

    @Test
    void decide_noQuestion_exits2_andSaysWhatToDo() {
        assertThat(run("", "decide", policy, "--as", "acme", "--do", "STRO /a")).isEqualTo(2);
        assertThat(err).contains("unknown command `STRO`: did you mean `STOR`?");
    }

    @Test
    void batch_answersLineByLine_andGoesOnAfterABadOne() {
        String lines = """
                {"as": "acme", "account": "A-4711", "exists": true, "do": "STOR /in/a"}
                nothing
                {"as": "eva", "do": "USER"}
                {"as": "acme", "control": "clear", "do": "USER"}
                {"do": "PASV"}
                {"do": "PASV", "do": "PASV"}
                """;

        assertThat(run(lines, "decide", policy, "--batch", "-")).isEqualTo(2);
        assertThat(out.lines().toList())
                .containsExactly(
                        "{\"outcome\":\"allow\",\"code\":null,\"rules\":[\"all\",\"own\"]}",
                        "{\"error\":\"not a JSON object of texts: `{` is missing at character 1\"}",
                        "{\"outcome\":\"login-refused\",\"code\":530,\"rules\":[\"default\"]}",
                        "{\"outcome\":\"tls-required\",\"code\":534,\"rules\":[\"sealed\"]}",
                        "{\"outcome\":\"allow\",\"code\":null,\"rules\":[\"default\"]}",
                        "{\"error\":\"not a JSON object of texts: a key given twice at character 28\"}");
    }

    @Test
    void failedTest_isShown_andThePolicyCanStillBeAsked() throws Exception {
        Files.writeString(
                Path.of(policy),
                "  - {as: acme, do: STOR /in/a, expect: allow}\n",
                java.nio.file.StandardOpenOption.APPEND);

        assertThat(run("", "test", policy)).isEqualTo(2);
        assertThat(out).contains("FAILED  STOR /in/a  (acme) -> allow").contains("2 tests, 1 failed");
        assertThat(run("", "explain", policy, "--as", "acme", "--do", "STOR /in/a"))
                .isEqualTo(1);
        assertThat(out).contains("paid").contains("ACCT").doesNotContain(CODE);
    }

    @Test
    void format_write_keepsLineEnds_mode_andLinks() throws Exception {
        Path file = Files.writeString(directory.resolve("real.yaml"), "ftp-policy:  1\r\ndefault: allow\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), file.getFileName());

        assertThat(run("", "format", "--write", link.toString())).isZero();

        assertThat(Files.readString(file)).isEqualTo("ftp-policy: 1\r\ndefault: allow\r\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(link).isSymbolicLink();
        assertThat(run("", "format", "--check", link.toString())).isZero();
    }

    @Test
    void completion_knowsEveryCommand() {
        assertThat(run("", "completion")).isZero();
        assertThat(out)
                .contains("check decide explain test format preset reload status completion")
                .contains("picocli_portreeve_preset_show", "--timeout", "--write");
    }

    private int run(String input, String... args) {
        CommandLineRun run = CommandLineRun.of(input, args);
        out += run.out();
        err += run.err();
        return run.exitCode();
    }
}
