package org.portreeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;
import org.portreeve.policy.InvalidPolicyException;
import org.portreeve.policy.Policy;
import org.portreeve.policy.PolicyFile;
import org.portreeve.reply.Vocabulary;

/** Each line of a batch, whatever it is, gets one answer. */
class BatchFuzzTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static Policy policy;

    @BeforeAll
    static void read() throws InvalidPolicyException {
        policy = PolicyFile.read(Path.of("../policies/presets/payments.yaml"));
    }

    static Stream<byte[]> lines() {
        return Stream.of(
                        "",
                        "{}",
                        "{\"as\":\"bank-a\",\"from\":\"198.51.100.18\",\"certificate\":\"valid\",\"account\":\"SCT\","
                                + "\"do\":\"STOR /in/bank-a/p1.xml\",\"exists\":true,\"size\":12}",
                        "{\"as\":\"audit-1\",\"from\":\"2001:db8::1\",\"control\":\"clear\",\"data\":\"clear\","
                                + "\"tls\":\"1.3\",\"cipher\":\"TLS_AES_128_GCM_SHA256\",\"listener\":\"default\","
                                + "\"at\":\"wed 12:00\",\"do\":\"LIST\"}",
                        "{\"do\":\"CONNECT\",\"from\":\"::ffff:192.0.2.7\",\"certificate\":\"issuer CN=a\"}",
                        "{\"do\":\"USER a\\u0062\\n\",\"at\":\"2026-12-03 12:00\",\"size\":\"10MiB\"}\r\nnot JSON",
                        "{\"as\":null,\"as\":\"a\",\"do\":\"XMKD ../../a//b/./c\"}\n[1]\n{\"size\":-1e9,\"do\":\"MMD5 a,b\"}")
                .map(line -> line.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("lines")
    @FuzzTest(maxDuration = "15m")
    void batch(byte[] bytes) throws IOException {
        StringWriter out = new StringWriter();

        int exitCode = new Batch(policy, Vocabulary.standard(), console(bytes, out)).run("-");

        assertThat(out.toString().lines())
                .hasSameSizeAs(console(bytes, out).reader().lines().toList())
                .allMatch(line -> line.startsWith("{\"outcome\":") || line.startsWith("{\"error\":"));
        assertThat(exitCode).isIn(0, 2);
    }

    private static Console console(byte[] in, StringWriter out) {
        return new Console(new ByteArrayInputStream(in), new PrintWriter(out), new PrintWriter(out), TODAY);
    }
}
