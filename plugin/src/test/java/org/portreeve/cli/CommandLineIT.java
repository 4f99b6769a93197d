package org.portreeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in jar with nothing beside it, as an admin starts it. */
class CommandLineIT {
    @TempDir
    Path directory;

    @Test
    void jar_runsAlone() throws Exception {
        Path policy = Files.writeString(directory.resolve("policy.yaml"), "ftp-policy: 1\ndefault: refuse\n");
        Path questions = Files.writeString(directory.resolve("questions.jsonl"), "{\"as\":\"eva\",\"do\":\"USER\"}\n");
        Path output = directory.resolve("out.txt");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("portreeve.jar"),
                        "decide",
                        policy.toString(),
                        "--batch",
                        questions.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output, StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("{\"outcome\":\"login-refused\",\"code\":530,\"rules\":[\"default\"]}");
        assertThat(process.exitValue()).isZero();
    }
}
