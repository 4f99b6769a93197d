package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.policy.Explanation.Verdict;

class ExplainTest {
    private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

    @TempDir
    Path directory;

    private Policy policy;

    @BeforeEach
    void read() throws Exception {
        Path file = Files.writeString(directory.resolve("policy.yaml"), """
                ftp-policy: 1
                default: refuse
                accounts: {A-4711: acme}
                rules:
                  - {require: sealed, op: any, needs: {control: tls, data: private}}
                  - {require: paid, op: write, needs: {account: [A-4711]}}
                  - {allow: all-of-it, user: acme, op: write}
                  - {allow: own, user: acme, op: [write, read], path: /in/$user/**}
                  - {refuse: write-once, op: write.overwrite, unless: [{user: bob}, {path: /in/acme/log.txt}]}
                  - {refuse: no-quit, command: QUIT}
                """);
        policy = PolicyFile.read(file);
    }

    @Test
    void allowed_namesAllRulesThatAllow() throws Exception {
        Explanation explanation = explain(Operation.WRITE_CREATE, "STOR", "/in/acme/a.csv", "A-4711");

        assertThat(explanation.decision().rules()).containsExactly("all-of-it", "own");
        assertThat(verdict(explanation, "sealed")).isEqualTo(Verdict.MET);
        assertThat(explanation.remedy()).isEmpty();
    }

    @Test
    void pierced_saysByWhichException() throws Exception {
        Explanation explanation = explain(Operation.WRITE_OVERWRITE, "STOR", "/in/acme/log.txt", "A-4711");

        assertThat(verdict(explanation, "write-once")).isEqualTo(Verdict.LIFTED);
        assertThat(explanation.findings())
                .anySatisfy(finding -> assertThat(finding.exemption())
                        .hasValueSatisfying(
                                exemption -> assertThat(exemption.index()).isEqualTo(1)));
    }

    @Test
    void refused_saysWhichLineToChange() throws Exception {
        Explanation explanation = explain(Operation.WRITE_OVERWRITE, "STOR", "/in/acme/a.csv", "A-4711");

        assertThat(explanation.remedy().orElse(""))
                .endsWith(
                        ":9: add `{user: acme, op: write.overwrite, path: /in/acme/a.csv}` to the `unless` of `write-once`");
    }

    @Test
    void refusedAndAllowedByNothing_saysThatTheDefaultComesNext() throws Exception {
        Explanation explanation =
                explain(Operation.WRITE_OVERWRITE, "STOR", "/in/acme/a.csv", "globex", Channel.PROTECTED);

        assertThat(explanation.remedy().orElse(""))
                .contains("(1 more rule refuses); then `default: refuse` would refuse it")
                .endsWith("- {allow: NAME, user: globex, op: write.overwrite, path: /in/acme/a.csv}");
    }

    @Test
    void inTheClear_saysWhatAnExceptionGivesUp() throws Exception {
        Explanation explanation = explain(Operation.READ, "RETR", "/in/acme/a.csv", "acme", Channel.CLEAR);

        assertThat(explanation.remedy().orElse(""))
                .startsWith("the client must use TLS")
                .endsWith("to `sealed`, which lets it pass without that protection");
    }

    @Test
    void unmet_saysWhatTheClientMustDo_andNoAccountCode() throws Exception {
        Explanation explanation = explain(Operation.WRITE_CREATE, "STOR", "/in/acme/a.csv", "A-1");

        assertThat(explanation.remedy().orElse(""))
                .startsWith("the client must send ACCT with a code that is its own;");
        assertThat(explanation.toString()).doesNotContain("A-1").doesNotContain("A-4711");
    }

    @Test
    void unruled_saysWhichRuleToAdd() throws Exception {
        Explanation explanation = explain(Operation.DELETE, "DELE", "/in/acme/a {1}.csv", null);

        assertThat(explanation.decision().rules()).containsExactly(Decision.DEFAULT);
        assertThat(explanation.remedy())
                .contains("add to `rules`: - {allow: NAME, user: acme, op: delete, path: '/in/acme/a *1*.csv'}");
    }

    @Test
    void housekeeping_isExplainedToo() throws Exception {
        assertThat(policy.explainCommand(session(null), "QUIT", NOON).decision().rules())
                .containsExactly("no-quit");
        assertThat(policy.explainCommand(session(null), "NOOP", NOON).decision().isAllowed())
                .isTrue();
    }

    private Explanation explain(Operation operation, String verb, String path, String account) throws Exception {
        return policy.explain(new Request(session(account), operation, verb, path, Request.UNKNOWN_SIZE, NOON));
    }

    private Explanation explain(Operation operation, String verb, String path, String user, Channel channel)
            throws Exception {
        Session session = new Session(user, InetAddress.getByName("192.0.2.7"), "default", channel, channel, null);
        return policy.explain(new Request(session, operation, verb, path, Request.UNKNOWN_SIZE, NOON));
    }

    private static Session session(String account) throws Exception {
        InetAddress address = InetAddress.getByName("192.0.2.7");
        return new Session("acme", address, "default", Channel.PROTECTED, Channel.PROTECTED, account);
    }

    private static Verdict verdict(Explanation explanation, String rule) {
        return explanation.findings().stream()
                .filter(finding -> finding.id().equals(rule))
                .findFirst()
                .orElseThrow()
                .verdict();
    }
}
