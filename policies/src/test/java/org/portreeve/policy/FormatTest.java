package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.policy.check.PolicyCheck;
import org.portreeve.policy.check.PolicySources;
import org.portreeve.policy.source.Place;
import org.portreeve.policy.source.Span;

/**
 * Each directory below {@code format} is a case: {@code input.yaml}, and {@code formatted.yaml} as it has to look. What holds
 * for all of them holds for every file of the other cases that has no errors, and for the presets.
 */
class FormatTest {
    static final Path FORMAT = Path.of("src/test/resources/format");

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> everyCase_looksAsItShould() throws IOException {
        return filesBelow(FORMAT)
                .filter(file -> file.endsWith("input.yaml"))
                .map(file -> dynamicTest(
                        file.getParent().getFileName().toString(),
                        () -> assertThat(PolicyFile.format(file, CasesTest.TODAY))
                                .isEqualTo(Files.readString(file.resolveSibling("formatted.yaml")))));
    }

    @TestFactory
    Stream<DynamicTest> everyFile_keepsItsMeaningAndItsComments_andIsFormattedOnce() throws IOException {
        return all().map(file -> dynamicTest(file.toString(), () -> holds(file)));
    }

    @Test
    void files_areMany() throws IOException {
        assertThat(all()).hasSizeGreaterThan(60);
    }

    @Test
    void presets_areInTheUsualForm() throws Exception {
        for (Path preset : filesBelow(Path.of("presets")).toList()) {
            assertThat(Files.readString(preset)).isEqualTo(PolicyFile.format(preset, CasesTest.TODAY));
        }
    }

    private static Stream<Path> all() throws IOException {
        return Stream.of(FORMAT, CasesTest.CASES, Path.of("presets"))
                .flatMap(FormatTest::filesBelow)
                .filter(FormatTest::isFormattable);
    }

    static Stream<Path> filesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether {@code check} would find nothing that keeps it from being formatted. */
    private static boolean isFormattable(Path file) {
        try {
            PolicyFile.format(file, CasesTest.TODAY);
            return true;
        } catch (InvalidPolicyException e) {
            assertThat(e.getMessage()).doesNotContain("cannot be formatted");
            return false;
        }
    }

    private void holds(Path file) throws Exception {
        String formatted = PolicyFile.format(file, CasesTest.TODAY);
        Path copy = copyOfDirectory(file);
        Files.writeString(copy, formatted);

        assertThat(formatted).endsWith("\n").doesNotContain("\n\n\n").doesNotContainPattern("[ \t]\n");
        assertThat(PolicyFile.format(copy, CasesTest.TODAY)).isEqualTo(formatted);
        assertThat(comments(formatted)).isEqualTo(comments(Files.readString(file)));
        assertThat(meaningOf(copy)).isEqualTo(meaningOf(file));
        assertThat(PolicyFile.examineReplies(copy).hasErrors())
                .isEqualTo(PolicyFile.examineReplies(file).hasErrors());
    }

    /** Includes are found beside a file, so they have to be there. */
    private Path copyOfDirectory(Path file) throws IOException {
        Path directory = file.startsWith(CasesTest.CASES)
                ? CasesTest.CASES.resolve(CasesTest.CASES.relativize(file).getName(0))
                : file.getParent();
        Path target = Files.createTempDirectory(scratch, "copy");
        for (Path each : filesBelow(directory).toList()) {
            Path copy = target.resolve(directory.relativize(each).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(each, copy);
        }
        return target.resolve(directory.relativize(file).toString());
    }

    /** Found with less cunning than the formatter: what stands in quotes is left out. */
    private static List<String> comments(String text) {
        return Pattern.compile("(?m)(?:^|[ \t])(#.*)$")
                .matcher(text.replaceAll("'[^'\n]*'|\"[^\"\n]*\"", "''"))
                .results()
                .map(match -> match.group(1).strip())
                .sorted()
                .toList();
    }

    /** The checked policy without places. */
    private static Object meaningOf(Path file) throws ReflectiveOperationException {
        return meaning(PolicyCheck.check(PolicySources.read(file), CasesTest.TODAY));
    }

    private static Object meaning(Object value) throws ReflectiveOperationException {
        if (value instanceof Place || value instanceof Span) {
            return "";
        } else if (value instanceof Optional<?> optional) {
            return meaning(optional.stream().toList());
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new TreeMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                all.put(entry.getKey().toString(), meaning(entry.getValue()));
            }
            return all;
        } else if (value instanceof Collection<?> many) {
            Collection<Object> all = value instanceof Set ? new HashSet<>() : new ArrayList<>();
            for (Object each : many) {
                all.add(meaning(each));
            }
            return all;
        } else if (value instanceof Record record) {
            Map<String, Object> all = new TreeMap<>();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                all.put(component.getName(), meaning(component.getAccessor().invoke(record)));
            }
            all.put("", record.getClass());
            return all;
        }
        return value;
    }
}
