package org.portreeve.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    private static final AuditEvent.Origin ALICE =
            new AuditEvent.Origin("4f1c", "alice", "192.0.2.7", "default", "tls", "STOR", "/a.txt");

    @Test
    void aRefusal_isOneLineOfJson() {
        AuditEvent refused = new AuditEvent.Refused(ALICE, List.of("one", "two"), "not-permitted", 1, "", false);

        assertThat(AuditLog.line(refused))
                .isEqualTo("{\"event\":\"refused\",\"session\":\"4f1c\",\"user\":\"alice\",\"address\":\"192.0.2.7\","
                        + "\"listener\":\"default\",\"control\":\"tls\",\"command\":\"STOR\",\"path\":\"/a.txt\","
                        + "\"rules\":[\"one\",\"two\"],\"reply\":\"not-permitted\",\"code\":1}");
    }

    @Test
    void whatAClientSends_cannotBreakOutOfTheLine() {
        AuditEvent.Origin odd = new AuditEvent.Origin("1", "a\"\n{\\\u2028é\u0000", "::1", "", "clear", "RETR", null);
        AuditEvent refused = new AuditEvent.Refused(odd, List.of(), "not-found", 2, "odd \"detail\"", false);

        String line = AuditLog.line(refused);

        assertThat(line)
                .contains("\"user\":\"a\\\"\\u000a{\\\\\\u2028\\u00e9\\u0000\"", "\"detail\":\"odd \\\"detail\\\"\"")
                .doesNotContain("\n", "path");
    }

    @Test
    void aRefusedRetry_saysThatItIsOne() {
        AuditEvent refused = new AuditEvent.Refused(ALICE, List.of("storage"), "quota-exceeded", 552, "", true);

        assertThat(AuditLog.line(refused)).endsWith("\"reply\":\"quota-exceeded\",\"code\":552,\"retry\":true}");
    }

    @Test
    void whatIsOnlyObserved_saysWhatItWouldRefuse() {
        assertThat(AuditLog.line(new AuditEvent.WouldRefuse(ALICE, List.of("trial"))))
                .startsWith("{\"event\":\"would-refuse\",\"session\":\"4f1c\",\"user\":\"alice\"")
                .endsWith("\"path\":\"/a.txt\",\"rules\":[\"trial\"]}");
    }

    @Test
    void aCandidateThatDiffers_namesBothAnswers() {
        AuditEvent differs = new AuditEvent.CandidateDiffers(
                ALICE, "would-refuse", "allow", List.of("default"), "not-permitted", List.of("closed"));

        assertThat(AuditLog.line(differs))
                .endsWith("\"kind\":\"would-refuse\",\"live\":\"allow\",\"rules\":[\"default\"],"
                        + "\"candidate\":\"not-permitted\",\"candidate-rules\":[\"closed\"]}");
    }

    @Test
    void aPolicyThatIsNotTaken_isNamedWithItsFaultAndWhatStays() {
        assertThat(AuditLog.line(new AuditEvent.PolicyRefused("policy.yaml", "policy.yaml:3:1 error", "0011aabb")))
                .isEqualTo("{\"event\":\"policy-refused\",\"file\":\"policy.yaml\",\"why\":\"policy.yaml:3:1 error\","
                        + "\"stays\":\"0011aabb\"}");
    }

    @Test
    void thePolicyInForce_isNamedWithItsHash() {
        assertThat(AuditLog.line(new AuditEvent.PolicyInForce("closed", "0011aabb", "start")))
                .isEqualTo(
                        "{\"event\":\"policy-in-force\",\"name\":\"closed\",\"hash\":\"0011aabb\",\"cause\":\"start\"}");
    }
}
