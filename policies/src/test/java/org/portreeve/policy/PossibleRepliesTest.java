package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which replies the rules of a policy can bring about. */
class PossibleRepliesTest {
    @TempDir
    Path directory;

    @Test
    void refusals_areThoseOfNeeds_ofOwnReplies_ofLimitsAndOfTheDefault() throws Exception {
        assertThat(replies("""
                ftp-policy: 1
                default: refuse
                rules:
                  - {require: strong, op: list, needs: {tls: ">=1.3", data: private}}
                  - {require: paid, op: login, needs: {account: given}}
                  - {refuse: exe, op: write, path: /**/*.exe, reply: name-not-allowed}
                  - {refuse: night, op: [connect, login, delete], during: 22:00-04:00, mode: observe}
                  - {allow: all, op: any}
                limits:
                  - {limit: storage, count: bytes-stored, per: user, max: 1GiB}
                  - {limit: crowd, count: sessions, per: user, max: 2, reply: service-unavailable}
                """))
                .containsExactlyInAnyOrder(
                        "strong tls-required COMMAND",
                        "strong tls-too-weak COMMAND",
                        "strong data-protection-required COMMAND",
                        "strong protection-level-denied COMMAND",
                        "strong data-protection-failed TRANSFER",
                        "strong data-protection-failed COMMAND",
                        "paid account-required LOGIN",
                        "exe name-not-allowed COMMAND",
                        "(night) service-unavailable LOGIN",
                        "(night) login-refused LOGIN",
                        "(night) not-permitted COMMAND",
                        "storage quota-exceeded COMMAND",
                        "storage quota-exceeded TRANSFER",
                        "crowd service-unavailable LOGIN",
                        "default login-refused LOGIN",
                        "default not-permitted COMMAND");
    }

    @Test
    void policyWithoutRules_thatAllows_refusesNothing() throws Exception {
        assertThat(replies("ftp-policy: 1\ndefault: allow\n")).isEmpty();
    }

    private List<String> replies(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("policy.yaml"), text);
        return PolicyFile.possibleReplies(file, CasesTest.TODAY).stream()
                .map(each -> (each.observed() ? "(" + each.id() + ")" : each.id()) + " "
                        + each.reply().symbol() + " " + each.phase())
                .toList();
    }
}
