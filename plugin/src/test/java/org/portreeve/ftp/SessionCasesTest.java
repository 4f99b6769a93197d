package org.portreeve.ftp;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.ftpserver.message.MessageResourceFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every directory under {@code cases} is a dialogue with a real server: {@code policy.yaml}, {@code session.txt} in the
 * words of {@link SessionScript}, and, if need be, {@code replies.yaml} and {@code server.txt} (one setting a line:
 * {@code implicit-tls}, {@code no-tls}, {@code tls-protocols X,Y}, {@code idle N}, {@code candidate FILE},
 * {@code conformance MODE}, {@code partial MODE}, {@code ledger-failure MODE}, {@code quota-at-login},
 * {@code file USER PATH N} that is there before, {@code home USER DIRECTORY} below the server's, {@code max-sessions-per-user N}, {@code max-transfers-per-user N},
 * {@code languages X,Y} of the server's own). Other YAML
 * files lie beside the policy.
 */
class SessionCasesTest {

    @TestFactory
    Stream<DynamicTest> everyCase() throws Exception {
        Path cases = Path.of(SessionCasesTest.class.getResource("/cases").toURI());
        try (Stream<Path> directories = Files.list(cases)) {
            return directories.sorted().toList().stream()
                    .map(directory -> dynamicTest(directory.getFileName().toString(), () -> play(directory)));
        }
    }

    private static void play(Path directory) throws Exception {
        List<String> settings = linesOf(directory.resolve("server.txt"));
        boolean implicit = settings.contains("implicit-tls");
        try (TestServer server = TestServer.start(Files.readString(directory.resolve("policy.yaml")), wanted -> {
            wanted.implicitTls = implicit;
            wanted.listenerHasTls = !settings.contains("no-tls");
            wanted.asksForCertificates = settings.contains("asks-for-certificates");
            wanted.replies = String.join("\n", linesOf(directory.resolve("replies.yaml")));
            wanted.files.putAll(otherFiles(directory));
            List<String[]> existing = new ArrayList<>();
            wanted.prepared = root -> {
                for (String[] words : existing) {
                    makeFile(root.resolve(wanted.homes.getOrDefault(words[1], "home-" + words[1])), words);
                }
            };
            for (String line : settings) {
                String[] words = line.split(" ");
                if (words[0].equals("tls-protocols")) {
                    wanted.tlsProtocols = words[1];
                } else if (words[0].equals("idle")) {
                    wanted.idleSeconds = Integer.parseInt(words[1]);
                } else if (words[0].equals("conformance")) {
                    wanted.ftplet.setConformance(words[1]);
                } else if (words[0].equals("languages")) {
                    MessageResourceFactory messages = new MessageResourceFactory();
                    messages.setLanguages(List.of(words[1].split(",")));
                    wanted.more = factory -> factory.setMessageResource(messages.createMessageResource());
                } else if (words[0].equals("max-sessions-per-user")) {
                    wanted.ftplet.setMaxSessionsPerUser(Integer.parseInt(words[1]));
                } else if (words[0].equals("max-transfers-per-user")) {
                    wanted.ftplet.setMaxTransfersPerUser(Integer.parseInt(words[1]));
                } else if (words[0].equals("partial")) {
                    wanted.ftplet.setPartial(words[1]);
                } else if (words[0].equals("file")) {
                    existing.add(words);
                } else if (words[0].equals("home")) {
                    wanted.homes.put(words[1], words[2]);
                } else if (words[0].equals("ledger-failure")) {
                    wanted.ftplet.setLedgerFailure(words[1]);
                } else if (words[0].equals("quota-at-login")) {
                    wanted.ftplet.setQuotaAtLogin(true);
                } else if (words[0].equals("candidate")) {
                    wanted.candidate = words[1];
                }
            }
        })) {
            List<String> script = linesOf(directory.resolve("session.txt"));
            boolean greet = !implicit && !script.get(0).equals("# greeting refused");
            try (SessionScript session = new SessionScript(server, greet)) {
                session.play(script);
            } catch (AssertionError e) {
                throw new AssertionError(directory.getFileName() + ", " + e.getMessage(), e);
            }
        }
    }

    private static void makeFile(Path home, String[] words) throws IOException {
        Path file = home.resolve(words[2]);
        if (words.length < 4) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.write(file, SessionScript.bytes(Integer.parseInt(words[3])));
        }
    }

    private static Map<String, String> otherFiles(Path directory) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml") && !name.equals("policy.yaml") && !name.equals("replies.yaml")) {
                    files.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return files;
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
