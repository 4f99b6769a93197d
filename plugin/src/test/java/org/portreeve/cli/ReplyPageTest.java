package org.portreeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portreeve.reply.Catalogue;

/** The reference page is what the command line makes of the catalogue. */
class ReplyPageTest {
    private static final Path DOCS = Path.of("../docs");

    @ParameterizedTest
    @CsvSource({"--markdown, replies.md", "--html, replies.html"})
    void page_isUpToDate_hasAnAnchorForEach_andNoDeadLink(String form, String file) throws Exception {
        CommandLineRun run = CommandLineRun.of("", "reply", "--all", form);

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(DOCS.resolve(file)))
                .as(
                        "after a change of the catalogue: java -jar portreeve-<version>.jar reply --all %s > docs/%s",
                        form, file)
                .isEqualTo(run.out());
        List<String> anchors = found(" id=\"([^\"]+)\"", run.out());
        assertThat(anchors).doesNotHaveDuplicates().containsAll(everything());
        assertThat(anchors).containsAll(found("(?:\\(|href=\")#([^)\"]+)", run.out()));
    }

    @Test
    void all_namesEverything() {
        CommandLineRun text = CommandLineRun.of("", "reply", "--all");
        CommandLineRun json = CommandLineRun.of("", "reply", "--all", "--json");

        assertThat(text.out().lines().filter(line -> line.matches("[0-9].*"))).hasSameSizeAs(everything());
        assertThat(found("\"kind\":\"([a-z]+)\"", json.out())).hasSameSizeAs(everything());
        assertThat(found("\"command\":\"([A-Z0-9]+)\"", json.out()))
                .hasSameSizeAs(Catalogue.shipped().commands());
    }

    private static List<String> everything() {
        Catalogue catalogue = Catalogue.shipped();
        return Stream.of(
                        catalogue.codes().stream().map(each -> String.valueOf(each.code())),
                        catalogue.statuses().stream().map(each -> each.name()),
                        catalogue.socketErrors().stream().map(each -> String.valueOf(each.code())))
                .flatMap(each -> each)
                .toList();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(each -> each.group(1))
                .toList();
    }
}
