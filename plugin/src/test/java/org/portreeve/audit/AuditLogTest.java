package org.portreeve.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    @Test
    void aRefusal_isOneLineOfJson() {
        AuditEvent refused = new AuditEvent.Refused(
                "4f1c",
                "alice",
                "192.0.2.7",
                "default",
                "tls",
                "STOR",
                "/a.txt",
                List.of("one", "two"),
                "not-permitted",
                1,
                "");

        assertThat(AuditLog.line(refused))
                .isEqualTo("{\"event\":\"refused\",\"session\":\"4f1c\",\"user\":\"alice\",\"address\":\"192.0.2.7\","
                        + "\"listener\":\"default\",\"control\":\"tls\",\"command\":\"STOR\",\"path\":\"/a.txt\","
                        + "\"rules\":[\"one\",\"two\"],\"reply\":\"not-permitted\",\"code\":1}");
    }

    @Test
    void whatAClientSends_cannotBreakOutOfTheLine() {
        AuditEvent refused = new AuditEvent.Refused(
                "1",
                "a\"\n{\\\u2028é\u0000",
                "::1",
                "",
                "clear",
                "RETR",
                null,
                List.of(),
                "not-found",
                2,
                "odd \"detail\"");

        String line = AuditLog.line(refused);

        assertThat(line)
                .contains("\"user\":\"a\\\"\\u000a{\\\\\\u2028\\u00e9\\u0000\"", "\"detail\":\"odd \\\"detail\\\"\"")
                .doesNotContain("\n", "path");
    }

    @Test
    void thePolicyInForce_isNamedWithItsHash() {
        assertThat(AuditLog.line(new AuditEvent.PolicyInForce("closed", "0011aabb")))
                .isEqualTo("{\"event\":\"policy-in-force\",\"name\":\"closed\",\"hash\":\"0011aabb\"}");
    }
}
