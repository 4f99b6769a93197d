package org.portreeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
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
        assertThat(out)
                .isEqualToNormalizingNewlines(
                        PolicyFile.schema(FileKind.POLICY) + "\n" + PolicyFile.schema(FileKind.REPLIES) + "\n");
        assertThat(err).contains("included", "replies");
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
                        "{\"error\":\"not a JSON object of texts: `{` is missing at character 1\",\"line\":2}",
                        "{\"outcome\":\"login-refused\",\"code\":530,\"rules\":[\"default\"]}",
                        "{\"outcome\":\"tls-required\",\"code\":534,\"rules\":[\"sealed\"]}",
                        "{\"outcome\":\"allow\",\"code\":null,\"rules\":[\"default\"]}",
                        "{\"error\":\"not a JSON object of texts: a key given twice at character 28\",\"line\":6}");
    }

    @Test
    void batch_badBytesAndLongLines_areAnsweredInTheirPlace() {
        byte[] bad = "{\"as\":\"\u00ff\",\"do\":\"PASV\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] tooLong =
                ("{\"as\":\"" + "x".repeat(1 << 20) + "\",\"do\":\"PASV\"}\n").getBytes(StandardCharsets.UTF_8);
        byte[] good = "{\"do\":\"PASV\"}\n".getBytes(StandardCharsets.UTF_8);

        assertThat(run(joined(good, bad, good, tooLong, good), "decide", policy, "--batch", "-"))
                .isEqualTo(2);
        String allowed = "{\"outcome\":\"allow\",\"code\":null,\"rules\":[\"default\"]}";
        assertThat(out.lines().toList())
                .containsExactly(
                        allowed,
                        "{\"error\":\"line is not UTF-8\",\"line\":2}",
                        allowed,
                        "{\"error\":\"line is longer than 1 MiB\",\"line\":4}",
                        allowed);
    }

    @Test
    void batch_blankLines_areSkipped() {
        assertThat(run("\n  \r\n{\"do\":\"PASV\"}\n\n{\"do\":\"PASV\"}", "decide", policy, "--batch", "-"))
                .isZero();
        assertThat(out.lines()).hasSize(2);
    }

    @Test
    void batch_besidesAQuestion_isAWrongCommandLine() {
        assertThat(run("{\"do\":\"PASV\"}\n", "decide", policy, "--batch", "-", "--as", "acme", "--do", "PASV"))
                .isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err).contains("--batch takes all of its questions from the file; leave out --as --do");
    }

    @Test
    void decide_json_noQuestion_saysSoInJson() {
        assertThat(run("", "decide", policy, "--json", "--as", "acme", "--do", "STRO /a"))
                .isEqualTo(2);
        assertThat(out).startsWith("{\"error\":\"unknown command `STRO`: did you mean `STOR`?");
        assertThat(err).isEmpty();
    }

    @Test
    void decide_json_badPolicy_namesItsFindings() throws Exception {
        Files.writeString(Path.of(policy), "ftp-policy: 1\ndefault: refuse\nrule: []\n");

        assertThat(run("", "decide", policy, "--json", "--do", "CONNECT")).isEqualTo(2);
        assertThat(out)
                .startsWith("{\"error\":\"there are errors in ")
                .contains("\"files\":[{\"file\":")
                .contains("\"ok\":false,\"findings\":[{")
                .contains("\"line\":3")
                .contains("\"code\":\"FP101\"");
    }

    @Test
    void decide_json_badReplies_namesItsFindings() throws Exception {
        Path replies = Files.writeString(directory.resolve("replies.yaml"), "ftp-replies: 1\nprofile: none\n");

        assertThat(run("", "decide", policy, "--json", "--replies", replies.toString(), "--do", "CONNECT"))
                .isEqualTo(2);
        assertThat(out).contains("replies.yaml\",\"ok\":false").contains("\"code\":\"FP108\"");
    }

    @Test
    void decide_inTheClear_dataIsPrivateUnlessSaid() throws Exception {
        Files.writeString(
                Path.of(policy),
                "ftp-policy: 1\ndefault: allow\nrules:\n  - {require: sealed, op: any, needs: {data: private}}\n");

        assertThat(run("", "decide", policy, "--as", "acme", "--control", "clear", "--do", "STOR /a"))
                .isZero();
        assertThat(run("", "decide", policy, "--as", "acme", "--data", "clear", "--do", "STOR /a"))
                .isEqualTo(1);
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
                .contains("check decide explain test format preset reply quota reload status schema completion")
                .contains("picocli_portreeve_preset_show", "--timeout", "--write");
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private int run(String input, String... args) {
        return run(input.getBytes(StandardCharsets.UTF_8), args);
    }

    private int run(byte[] input, String... args) {
        CommandLineRun run = CommandLineRun.of(input, args);
        out += run.out();
        err += run.err();
        return run.exitCode();
    }
}
