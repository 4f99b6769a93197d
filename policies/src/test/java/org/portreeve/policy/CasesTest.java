package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each directory below {@code cases} is one case. {@code expect.txt} holds the diagnostics of {@code policy.yaml} (or
 * {@code replies.yaml}) as they are printed, {@code expect.json} those of {@code policy.yaml} as programs read them;
 * {@code decisions.txt} one question a line and its answer, see {@link Question}. All are asked on a day in November 2026.
 */
class CasesTest {
    static final Path CASES = Path.of("src/test/resources/cases");
    static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @TestFactory
    Stream<DynamicTest> everyCase_meansWhatItSays() throws IOException {
        return directories().stream()
                .map(directory ->
                        DynamicTest.dynamicTest(directory.getFileName().toString(), () -> run(directory)));
    }

    @Test
    void cases_areMany() throws IOException {
        assertThat(directories()).hasSizeGreaterThan(90);
    }

    static List<Path> directories() throws IOException {
        try (Stream<Path> found = Files.list(CASES)) {
            return found.sorted().toList();
        }
    }

    /** The files of all cases that the policy or the replies of a case are read from first. */
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path directory : directories()) {
            for (String name : List.of("policy.yaml", "replies.yaml")) {
                if (Files.isRegularFile(directory.resolve(name))) {
                    files.add(directory.resolve(name));
                }
            }
        }
        return files;
    }

    private static void run(Path directory) throws Exception {
        Path expected = directory.resolve("expect.txt");
        Path json = directory.resolve("expect.json");
        Path decisions = directory.resolve("decisions.txt");

        assertThat(findings(directory))
                .isEqualTo(Files.exists(expected) ? Files.readString(expected).stripTrailing() : "");

        if (Files.exists(json)) {
            assertThat(examine(directory).report().json().replace(directory + "/", ""))
                    .isEqualTo(Files.readString(json).stripTrailing());
        }
        if (Files.exists(decisions)) {
            Policy policy = examine(directory).policy().orElseThrow();
            for (String line : Files.readAllLines(decisions)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" -> ", 2);
                    assertThat(Question.of(parts[0]).ask(policy)).as(line).isEqualTo(parts[1].strip());
                }
            }
        }
    }

    private static Examination examine(Path directory) {
        return PolicyFile.examine(directory.resolve("policy.yaml"), TODAY);
    }

    private static String findings(Path directory) throws IOException {
        Path replies = directory.resolve("replies.yaml");
        if (!Files.exists(replies)) {
            return examine(directory).report().text().replace(directory + "/", "");
        }
        return PolicyFile.examineReplies(replies).text().replace(directory + "/", "");
    }
}
