package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no file can make the reader do. */
class BoundsTest {
    private static final String HEAD = "ftp-policy: 1\ndefault: refuse\n";

    @TempDir
    Path directory;

    @Test
    void text_overTwoMebibytes_isRefused() throws IOException {
        assertThat(findings(HEAD + "# " + "x".repeat(2 << 20))).contains("FP007: larger than 2 MiB");
    }

    @Test
    void text_ofOneMebibyte_isRead() throws IOException {
        assertThat(findings(HEAD + "# " + "x".repeat(1 << 20))).isEmpty();
    }

    @Test
    void files_overTwoMebibytesTogether_areRefused() throws IOException {
        Files.writeString(directory.resolve("a.yaml"), "ftp-policy: 1\n# " + "x".repeat(3 << 19));
        Files.writeString(directory.resolve("b.yaml"), "ftp-policy: 1\n# " + "x".repeat(3 << 19));

        assertThat(findings(HEAD + "include: [a.yaml, b.yaml]\n"))
                .contains("FP125: `b.yaml` cannot be included: too much together");
    }

    @Test
    void words_overTwoHundredThousand_areRefused() throws IOException {
        assertThat(findings(HEAD + "groups: {a: [" + "b,".repeat(200_000) + "b]}\n"))
                .contains("FP007: more than 200000");
    }

    @Test
    void lines_overAHundredThousand_areRefused() throws IOException {
        assertThat(findings(HEAD + "\n".repeat(100_000))).contains("FP007: more than 100000 lines");
    }

    @Test
    void files_overSixtyFour_areRefused() throws IOException {
        for (int i = 0; i < 70; i++) {
            Files.writeString(directory.resolve("f" + i + ".yaml"), "ftp-policy: 1\n");
        }
        String all = IntStream.range(0, 70).mapToObj(i -> "f" + i + ".yaml").collect(Collectors.joining(", "));

        assertThat(findings(HEAD + "include: [" + all + "]\n")).contains("FP125: `f63.yaml` is one file too many");
    }

    @Test
    void findings_withoutEnd_areCut() throws IOException {
        assertThat(findings(HEAD + "rules:\n" + "  - *\n".repeat(90_000))).contains("… and ");
    }

    @Test
    void alternatives_withoutEnd_areRefused() throws IOException {
        String wide = "/{" + "aaaaaaa,".repeat(500) + "b}/" + "x".repeat(50);
        String rules = IntStream.range(0, 400)
                .mapToObj(i -> "  - {allow: r" + i + ", op: read, path: \"" + wide + "\"}\n")
                .collect(Collectors.joining());

        assertThat(findings(HEAD + "rules:\n" + rules)).contains("FP131");
        assertThat(findings(HEAD + "rules:\n  - {allow: a, path: \"/" + "{a}".repeat(100_000) + "\"}\n"))
                .contains("FP114");
    }

    @Test
    void hash_changesWithEveryFile() throws IOException {
        Path part = Files.writeString(directory.resolve("a.yaml"), "ftp-policy: 1\n");
        Path file = Files.writeString(directory.resolve("policy.yaml"), HEAD + "include: a.yaml\n");
        Policy before = PolicyFile.examine(file).policy().orElseThrow();
        Files.writeString(part, "ftp-policy: 1 \n");
        Policy after = PolicyFile.examine(file).policy().orElseThrow();

        assertThat(before.hash()).isNotEqualTo(after.hash());
        assertThat(after.files()).containsExactly(file, part);
    }

    private String findings(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), text);
        return PolicyFile.examine(file, CasesTest.TODAY).report().text();
    }
}
