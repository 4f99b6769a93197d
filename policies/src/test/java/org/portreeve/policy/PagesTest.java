package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portreeve.policy.diagnostic.Code;

/** One page a code, in the jar; what the pages show is true. */
class PagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)\n```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void noPage_isWithoutCode() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            assertThat(pages.map(each -> each.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Code.values())
                            .map(each -> each.id() + ".md")
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void page_isInTheJar_andItsExamplesAreTrue(Code code) throws IOException {
        String page = page(code);
        List<String> examples = EXAMPLE.matcher(page)
                .results()
                .map((MatchResult each) -> each.group(1) + "\n")
                .toList();

        assertThat(page).startsWith("# " + code.id() + ": ").contains("## How to put it right");
        assertThat(examples.size()).isIn(0, 2);
        if (examples.size() == 2) {
            assertThat(findings(examples.get(0))).contains(code.id());
            assertThat(findings(examples.get(1))).doesNotContain("error").doesNotContain(code.id());
        }
    }

    private static String page(Code code) throws IOException {
        try (InputStream page = Policy.class.getResourceAsStream("docs/" + code.id() + ".md")) {
            return new String(Objects.requireNonNull(page, code.id()).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String findings(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), text);
        if (!text.startsWith("ftp-replies")) {
            return PolicyFile.examine(file, CasesTest.TODAY).report().text();
        }
        return PolicyFile.examineReplies(file).text();
    }
}
