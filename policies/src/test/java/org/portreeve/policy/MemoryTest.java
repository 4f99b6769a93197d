package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worst files that the bounds let through are read by a Java that has 64 MiB for everything. */
class MemoryTest {
    private static final String HEAD = "ftp-policy: 1\ndefault: refuse\n";
    private static final int BYTES = (2 << 20) - 300;

    @TempDir
    Path directory;

    enum Worst {
        LINES {
            @Override
            String text() {
                return HEAD + "#\n".repeat(99_000);
            }
        },
        DEPTH {
            @Override
            String text() {
                return HEAD + "rules: " + "[".repeat(BYTES);
            }
        },
        ONE_WORD {
            @Override
            String text() {
                return HEAD + "name: \"" + "\\u0041".repeat(BYTES / 6) + "\"\n";
            }
        },
        WIDE_CHARACTERS {
            @Override
            String text() {
                return HEAD + "name: " + "\ud83d\ude00".repeat(BYTES / 4) + "\n";
            }
        },
        KEYS {
            @Override
            String text() {
                return many(HEAD + "groups: {", "g#: a, ", "}\n", 99_000);
            }
        },
        UNKNOWN_KEYS {
            @Override
            String text() {
                return many(HEAD, "k#: a\n", "", 97_000);
            }
        },
        SHORT_RULES {
            @Override
            String text() {
                return many(HEAD + "rules:\n", " - {allow: r#}\n", "", 20_000);
            }
        },
        RULES {
            @Override
            String text() {
                return many(HEAD + "rules:\n", " - {refuse: r#, user: u#, path: /a#/**}\n", "", 20_000);
            }
        },
        EXCEPTIONS {
            @Override
            String text() {
                return many(HEAD + "rules:\n - refuse: a\n   unless:\n", "    - {user: u#}\n", "", 49_000);
            }
        },
        PATHS {
            @Override
            String text() {
                return many(HEAD + "rules:\n - {allow: x, path: [", "/#/a/b,", "]}\n", 150_000);
            }
        },
        ALTERNATIVES {
            @Override
            String text() {
                String braces = IntStream.range(0, 31)
                        .mapToObj(i -> Integer.toString(i, 36))
                        .collect(Collectors.joining(",", "/{", "}"));
                return many(HEAD + "rules:\n", " - {allow: r#, path: \"" + braces + braces + "/a\"}\n", "", 300);
            }
        },
        NETWORKS {
            @Override
            String text() {
                return many(HEAD + "networks: {a: [", "\"::#\",", "]}\n", 199_000);
            }
        },
        TESTS {
            @Override
            String text() {
                return many(HEAD + "tests:\n", " - {as: a#, do: LIST /, expect: allow}\n", "", 19_000);
            }
        },
        SYNTAX_ERRORS {
            @Override
            String text() {
                return many(HEAD + "rules:\n", " - {account: [}\n", "", 99_000);
            }
        },
        RESERVED_CHARACTERS {
            @Override
            String text() {
                return HEAD + "groups: {a: [" + "*,".repeat(190_000) + "]}\n";
            }
        };

        abstract String text();

        private static String many(String head, String each, String tail, int most) {
            StringBuilder text = new StringBuilder(head);
            for (int i = 0; i < most && text.length() < BYTES; i++) {
                text.append(each.replace("#", Integer.toString(i, 16)));
            }
            return text.append(tail).toString();
        }
    }

    @ParameterizedTest
    @EnumSource(Worst.class)
    void worstFile_isReadIn64MiB(Worst worst) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), worst.text());
        Path output = directory.resolve("output.txt");

        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(java.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).startsWith("read");
    }

    /** Reads a policy and prints its findings both ways, as {@code check} does. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] args) {
            Examination examination = PolicyFile.examine(Path.of(args[0]), CasesTest.TODAY);
            System.out.println("read, " + examination.report().text().length() + " and "
                    + examination.report().json().length());
        }
    }
}
