package org.portreeve.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @TempDir
    private Path directory;

    @Test
    void none_servesHereWithTheUsualConfiguration() throws Exception {
        Options options = Options.parse();

        assertThat(options.action()).isEqualTo(Options.Action.SERVE);
        assertThat(options.home()).isEqualTo(Path.of("").toAbsolutePath());
        assertThat(options.config()).isEqualTo(Path.of("conf/ftpd.xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--home", "--config", "--frobnicate", ""})
    void whatIsNotUnderstood_isRefusedWithTheUsage(String argument) {
        assertThatThrownBy(() -> Options.parse(argument))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("`" + argument + "`")
                .hasMessageContaining("usage:");
    }

    @Test
    void homeThatIsNone_isNamed() throws Exception {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> Options.parse("--home", missing.toString()).open())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void configurationThatIsMissing_isNamed() throws Exception {
        assertThatThrownBy(() -> Options.parse("--home", directory.toString(), "--config", "none.xml")
                        .open())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(directory.resolve("none.xml").toString());
    }

    @Test
    void startElsewhereThanInTheHome_isRefused() throws Exception {
        Files.createFile(directory.resolve("ftpd.xml"));
        Home home = Options.parse("--home", directory.toString(), "--config", "ftpd.xml")
                .open();

        assertThatThrownBy(home::demandWorkingDirectory)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("change to the home first");
    }
}
