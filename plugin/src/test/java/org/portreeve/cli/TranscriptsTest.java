package org.portreeve.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every directory under {@code command-line} is a dialogue with the command line: {@code transcript.txt}, and the files that
 * lie there. {@code $} is a command, {@code |} a line of output, {@code !} one of complaint, {@code =} the exit code.
 * {@code ./} is the directory, a copy. Besides the command line's own, {@code cat FILE} prints a file, {@code ls} names them
 * all, and {@code COMMAND > FILE} saves what is printed.
 */
class TranscriptsTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String TRANSCRIPT = "transcript.txt";

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> everyTranscript() throws Exception {
        Path cases = Path.of(TranscriptsTest.class.getResource("/command-line").toURI());
        try (Stream<Path> directories = Files.list(cases)) {
            return directories.sorted().toList().stream()
                    .map(directory -> dynamicTest(directory.getFileName().toString(), () -> replay(directory)));
        }
    }

    private void replay(Path source) throws Exception {
        Path directory = Files.createDirectory(scratch.resolve(source.getFileName()));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(each -> !each.endsWith(TRANSCRIPT)).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        List<String> expected = Files.readAllLines(source.resolve(TRANSCRIPT));
        StringBuilder actual = new StringBuilder();
        for (String line : expected) {
            if (line.startsWith("$ ")) {
                actual.append(line).append('\n').append(run(line.substring(2), directory));
            } else if (line.startsWith("#") || line.isEmpty()) {
                actual.append(line).append('\n');
            }
        }
        assertThat(withoutRemarks(actual.toString())).isEqualTo(withoutRemarks(String.join("\n", expected)));
    }

    private static String withoutRemarks(String transcript) {
        return transcript
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String run(String command, Path directory) throws Exception {
        List<String> words = WORD.matcher(command)
                .results()
                .map(TranscriptsTest::word)
                .map(word -> word.startsWith("./")
                        ? directory.resolve(word.substring(2)).toString()
                        : word)
                .toList();
        if (words.get(0).equals("cat")) {
            return prefixed("| ", Files.readString(Path.of(words.get(1))));
        }
        if (words.get(0).equals("ls")) {
            try (Stream<Path> all =
                    Files.walk(directory).filter(Files::isRegularFile).sorted()) {
                return prefixed(
                        "| ",
                        String.join(
                                "\n",
                                all.map(each -> directory.relativize(each).toString())
                                        .toList()));
            }
        }
        int redirection = words.indexOf(">");
        List<String> args = redirection < 0 ? words : words.subList(0, redirection);
        CommandLineRun run = CommandLineRun.of("", args.toArray(String[]::new));
        if (redirection >= 0) {
            Files.writeString(Path.of(words.get(redirection + 1)), run.out());
        }
        return (redirection < 0 ? prefixed("| ", shown(run.out(), directory)) : "")
                + prefixed("! ", shown(run.err(), directory)) + "= " + run.exitCode() + "\n";
    }

    private static String word(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private static String shown(String text, Path directory) {
        return text.replace(directory.toString(), ".");
    }

    private static String prefixed(String prefix, String text) {
        return text.lines().map(line -> (prefix + line).stripTrailing()).reduce("", (all, line) -> all + line + "\n");
    }
}
