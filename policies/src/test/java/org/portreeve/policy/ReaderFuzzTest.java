package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.portreeve.policy.diagnostic.Report;

/**
 * Any bytes are read, or refused with findings. A build tries the cases only; {@code JAZZER_FUZZ=1} has them changed
 * for a quarter of an hour (see the module's README).
 */
class ReaderFuzzTest {
    private static final String FOR = "15m";

    /** What all cases are read from. */
    static Stream<byte[]> cases() throws IOException {
        return CasesTest.files().stream().map(ReaderFuzzTest::bytes);
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = FOR)
    void policy(byte[] bytes) throws IOException {
        Path file = write(bytes);

        Examination examination = PolicyFile.examine(file, CasesTest.TODAY);

        assertThat(examination.policy().isPresent())
                .isNotEqualTo(examination.report().hasErrors());
        check(examination.report());
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = FOR)
    void replies(byte[] bytes) throws IOException {
        check(PolicyFile.examineReplies(write(bytes)));
    }

    private static void check(Report report) {
        assertThat(report.json()).startsWith("[").endsWith("]");
        assertThat(report.text().isEmpty()).isEqualTo(report.findings().isEmpty());
    }

    private static Path write(byte[] bytes) throws IOException {
        return Files.write(Path.of("target", "fuzzed.yaml"), bytes);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
