package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostic;
import org.portreeve.policy.testing.TestReport;

/** The shipped policies load, and their own tests come out. */
class PresetsTest {
    private static final Path PRESETS = Path.of("presets");

    @ParameterizedTest
    @ValueSource(strings = {"tls-everywhere", "partner-exchange", "public-mirror", "payments", "plant"})
    void preset_isReadyToUse(String name) throws IOException {
        Path file = PRESETS.resolve(name + ".yaml");
        Examination examination = PolicyFile.examine(file, CasesTest.TODAY);
        TestReport tests = PolicyFile.test(file, CasesTest.TODAY);

        assertThat(examination.policy().map(Policy::name)).contains(name);
        assertThat(examination.report().findings().stream().map(Diagnostic::code))
                .allMatch(Code.UNCHECKED_ACCOUNT::equals);
        assertThat(tests.results()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(Files.readAllLines(file).get(0)).startsWith("# ");
        assertThat(Files.readString(PRESETS.resolve(name + ".md")))
                .contains("## For whom", "## What to change", "## What it refuses");
        for (String end : List.of(".yaml", ".md")) {
            assertThat(Policy.class.getResource("presets/" + name + end)).isNotNull();
        }
    }

    @Test
    void presets_areFive() throws IOException {
        try (Stream<Path> files = Files.list(PRESETS)) {
            assertThat(files).hasSize(10);
        }
    }
}
