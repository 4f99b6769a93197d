package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken files are refused with a list of errors, and with nothing else. */
class RobustnessTest {
    private static final long SEED = 20261121;
    private static final int MUTATIONS = 4000;
    private static final String SPICE = "{}[],:#\"'-*&!|>%@`\t\n\r \\$.~/\u0000\u00e9\ud83d\ude00\ufeff";

    @TempDir
    Path directory;

    @Test
    void mutatedFiles_areReadOrRefused() throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(SEED);

        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
            Path file = Files.write(directory.resolve("policy.yaml"), text.getBytes(StandardCharsets.UTF_8));
            read(file, text);
            format(file, text);
        }
    }

    @Test
    void mutatedFiles_areIncludedOrRefused() throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(SEED + 1);
        Path whole = Files.writeString(
                directory.resolve("whole.yaml"),
                "ftp-policy: 1\ndefault: refuse\ninclude: [policy.yaml, other.yaml]\n");

        for (int i = 0; i < MUTATIONS / 4; i++) {
            String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
            String other = mutate("ftp-policy: 1\ninclude: [policy.yaml, x/../other.yaml, \"\\u0001\"]\n", random);
            Files.write(directory.resolve("policy.yaml"), text.getBytes(StandardCharsets.UTF_8));
            Files.write(directory.resolve("other.yaml"), other.getBytes(StandardCharsets.UTF_8));
            read(whole, text + other);
        }
    }

    private static void read(Path file, String text) {
        try {
            Examination examination = PolicyFile.examine(file, CasesTest.TODAY);
            assertThat(examination.report().json()).startsWith("[").endsWith("]");
            assertThat(examination.policy().isEmpty())
                    .isEqualTo(examination.report().hasErrors());
        } catch (RuntimeException | StackOverflowError e) {
            fail("not refused but broken by:\n" + text, e);
        }
        try {
            PolicyFile.readReplies(file);
        } catch (InvalidPolicyException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            fail("not refused but broken by:\n" + text, e);
        }
    }

    /** Whatever has no errors can be formatted, and that once. */
    private static void format(Path file, String text) throws IOException {
        try {
            String formatted = PolicyFile.format(file, CasesTest.TODAY);
            Files.writeString(file, formatted);
            assertThat(PolicyFile.format(file, CasesTest.TODAY)).as(text).isEqualTo(formatted);
        } catch (InvalidPolicyException e) {
            assertThat(e.getMessage()).as(text).doesNotContain("cannot be formatted");
        } catch (RuntimeException | StackOverflowError e) {
            fail("not refused but broken by:\n" + text, e);
        }
    }

    private static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        for (Path directory : CasesTest.directories()) {
            for (String name : List.of("policy.yaml", "replies.yaml")) {
                Path file = directory.resolve(name);
                boolean text = !directory.getFileName().toString().startsWith("not-utf8");
                if (Files.isRegularFile(file) && text) {
                    seeds.add(Files.readString(file));
                }
            }
        }
        for (Path file : FormatTest.filesBelow(FormatTest.FORMAT).toList()) {
            seeds.add(Files.readString(file));
        }
        return seeds;
    }

    private static String mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(at, text.substring(at, end));
                default -> text.insert(random.nextInt(text.length() + 1), seed.substring(0, seed.length() / 2));
            }
        }
        return text.toString();
    }
}
