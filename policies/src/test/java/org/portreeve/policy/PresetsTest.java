package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.testing.TestReport;

/** The shipped policies load, and their own tests come out. */
class PresetsTest {
    private static final Path PRESETS = Path.of("presets");

    @ParameterizedTest
    @EnumSource
    void preset_isReadyToUse(Preset shipped) throws IOException {
        String name = shipped.symbol();
        Path file = PRESETS.resolve(name + ".yaml");
        Examination examination = PolicyFile.examine(file, CasesTest.TODAY);
        TestReport tests = PolicyFile.test(file, CasesTest.TODAY);

        assertThat(examination.policy().map(Policy::name)).contains(name);
        assertThat(examination.report().findings())
                .allMatch(finding -> finding.code() == Code.NOT_ENFORCED); // its page says so
        assertThat(tests.results()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(Files.readAllLines(file).get(0)).startsWith("# ");
        assertThat(Files.readString(PRESETS.resolve(name + ".md")))
                .contains("## For whom", "## What to change", "## What it refuses");
        assertThat(Preset.of(name)).contains(shipped);
        assertThat(shipped.policy()).isEqualTo(Files.readString(file));
        assertThat(shipped.audience()).endsWith(".");
    }

    @Test
    void everyPreset_isNamed() throws IOException {
        try (Stream<Path> files = Files.list(PRESETS)) {
            assertThat(files).hasSize(2 * Preset.values().length);
        }
    }
}
