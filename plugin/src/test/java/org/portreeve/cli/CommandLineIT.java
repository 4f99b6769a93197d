package org.portreeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.jdbc.Ledgers;

/** The drop-in jar with nothing beside it, as an admin starts it. */
class CommandLineIT {
    @TempDir
    Path directory;

    @Test
    void jar_runsAlone() throws Exception {
        Path policy = Files.writeString(directory.resolve("policy.yaml"), "ftp-policy: 1\ndefault: refuse\n");
        Path questions = Files.writeString(directory.resolve("questions.jsonl"), "{\"as\":\"eva\",\"do\":\"USER\"}\n");

        assertThat(run("decide", policy.toString(), "--batch", questions.toString()))
                .isEqualToIgnoringNewLines("{\"outcome\":\"login-refused\",\"code\":530,\"rules\":[\"default\"]} 0");
    }

    @Test
    void jar_holdsThePresets_andFormatsThem() throws Exception {
        Path preset = directory.resolve("preset.yaml");
        String shown = run("preset", "show", "tls-everywhere");

        Files.writeString(preset, shown.substring(0, shown.length() - 2));

        assertThat(shown).endsWith(" 0");
        assertThat(run("format", "--check", preset.toString())).isEqualTo(" 0");
    }

    @Test
    void jar_looksForAServer() throws Exception {
        assertThat(run("status", directory.resolve("policy.yaml").toString()))
                .startsWith("no server: ")
                .endsWith(" 2");
    }

    @Test
    void jar_readsALedger() throws Exception {
        Path ledger = directory.resolve("portreeve.db");
        try (QuotaLedger made = Ledgers.file(ledger)) {
            made.commit(new BookId("storage", "0", "user alice"), Period.ALWAYS, 0, 500);
        }

        assertThat(run("quota", "show", "--ledger", ledger.toString())).startsWith("storage, user alice: 500");
    }

    /** What it prints, and its exit code. */
    private String run(String... args) throws Exception {
        Path output = directory.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("portreeve.jar")));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8) + " " + process.exitValue();
    }
}
