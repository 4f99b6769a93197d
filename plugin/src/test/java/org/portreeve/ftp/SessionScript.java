package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays a dialogue written down in a file against a server. A line says one thing:
 *
 * <pre>
 * &gt; TEXT             send TEXT as a command line
 * &lt; CODE [TEXT]      the next reply has that code (or one of A|B), and holds TEXT
 * &lt;= LINE             the next reply is that line, and nothing else
 * &lt; closed           the server has closed the connection
 * raw TEXT           send bytes; \r \n \0 \t \\ \xNN mean what they mean in C
 * raw *N TEXT        send TEXT N times
 * connect            open another control connection, greeting included; the old one is closed
 * open               open another control connection and read nothing
 * tls                TLS handshake on the control connection
 * certificate        show the test key's certificate from now on, in this client's own TLS sessions
 * secure             AUTH TLS, handshake, PBSZ 0, PROT P
 * login USER         USER, PASS, TYPE I
 * passive            EPSV and connect the data connection
 * data tls [V]       TLS handshake on the data connection, offering only V
 * data tls-new       the same with a new TLS session; data tls-other: resuming one of the other control connection
 * passive-later      EPSV alone; data connect: connect to what it named
 * passive-behind A   as passive, but somebody at address A connects first; sent-away: who did so was sent away
 * data send N        send N bytes; data text TEXT: send these bytes (escapes as above)
 * data all N         send N bytes without a look at the control connection, and nothing breaks off
 * data close         end it politely; data abort: reset it; data hang-up: FIN alone; data refused: it ends without a byte
 * data text-is TEXT  read to the end, and TEXT comes (escapes as above)
 * data receive N     read to the end, N bytes come; data receive-open N: read N bytes and leave it open;
 *                    data cut N: fewer come before it ends
 * put COMMAND N      a whole upload of N bytes; its final reply is read by the next &lt; line
 * eventually CODE COMMAND N    whole uploads of N bytes until one gets that code: the books may need a moment
 * put-at OFFSET COMMAND N    the same with REST OFFSET before it
 * get COMMAND N      a whole download or listing of N bytes (or * for any number)
 * has USER PATH N    the file is on disk with N bytes; lacks USER PATH: it is not
 * holds USER N       N files and directories in all are on disk in that home, hidden ones included
 * pause N            wait N milliseconds, for what cannot be seen from outside
 * other              go on with a second control connection, opened with its greeting at first use; back: with the first
 * hang-up            close the control connection, and nothing else
 * settled USER       wait until no upload is under way in that home; started USER: until one is
 * reaches USER PATH N    wait until the file on disk has N bytes
 * make USER PATH N   put a file of N bytes on disk behind the server's back; drop USER PATH: take it away
 * link USER PATH TARGET    make a symbolic link there, relative to its directory
 * edit FILE          put a file of the case in the policy's place and have it read: edit FILE OUTCOME; replace FILE: only
 *                    put it there, for the server to notice
 * status TEXT        the server's status holds TEXT, at once or after a while
 * later N            put the server's clock forward by N seconds
 * scan N [TEXT]      {@code quota scan} counts anew and corrects N books, one of them as TEXT says
 * ledger lost        the quota ledger cannot be asked; ledger found: it can again
 * log TEXT... | no-log TEXT    something is logged in one line, if need be after a while, or nothing like it so far
 * </pre>
 */
final class SessionScript implements AutoCloseable {

    private final ServerUnderTest server;
    private TestClient client;
    private @Nullable TestClient other;
    private @Nullable String pending;
    private @Nullable Socket sentAway;
    private @Nullable String later;

    SessionScript(ServerUnderTest server, boolean greet) throws IOException {
        this.server = server;
        this.client = new TestClient(server.port());
        if (greet) {
            assertThat(client.reply()).startsWith("220");
        }
    }

    void play(List<String> lines) throws Exception {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                step(line);
            } catch (AssertionError | Exception e) {
                throw new AssertionError("line " + (i + 1) + ": " + line + ": " + e.getMessage(), e);
            }
        }
    }

    private void step(String line) throws Exception {
        if (line.startsWith("> ")) {
            client.send(line.substring(2));
            return;
        }
        if (line.startsWith("< ")) {
            expect(line.substring(2));
            return;
        }
        if (line.startsWith("<= ")) {
            assertThat(client.reply()).isEqualTo(line.substring(3));
            return;
        }
        String[] words = line.split(" ");
        String rest = line.substring(Math.min(line.length(), words[0].length() + 1));
        switch (words[0]) {
            case "raw" -> client.sendRaw(raw(rest));
            case "connect" -> {
                step("open");
                expect("220");
            }
            case "open" -> {
                client.close();
                client = new TestClient(server.port());
            }
            case "tls" -> client.startTls();
            case "secure" -> client.secure();
            case "certificate" -> client.showCertificate();
            case "login" -> client.login(words[1]);
            case "passive" -> client.passive();
            case "passive-later" -> {
                client.send("EPSV");
                later = client.reply();
            }
            case "passive-behind" -> sentAway = client.passiveBehind(words[1]);
            case "sent-away" ->
                assertThat(isEnded(java.util.Objects.requireNonNull(sentAway))).isTrue();
            case "data" -> data(words, rest);
            case "put" -> {
                int length = Integer.parseInt(words[words.length - 1]);
                pending = client.upload(line.substring(4, line.lastIndexOf(' ')), bytes(length)) + " ";
            }
            case "put-at" -> {
                int length = Integer.parseInt(words[words.length - 1]);
                client.restart(Long.parseLong(words[1]));
                String command = line.substring(line.indexOf(' ', 7) + 1, line.lastIndexOf(' '));
                pending = client.upload(command, bytes(length)) + " ";
            }
            case "eventually" -> eventually(words);
            case "get" -> get(line.substring(4, line.lastIndexOf(' ')), words[words.length - 1]);
            case "has" ->
                assertThat(Files.size(server.homeOf(words[1]).resolve(words[2])))
                        .isEqualTo(Long.parseLong(words[3]));
            case "lacks" ->
                assertThat(server.homeOf(words[1]).resolve(words[2])).doesNotExist();
            case "holds" -> assertThat(count(words[1])).isEqualTo(Long.parseLong(words[2]));
            case "other" -> {
                if (other == null) {
                    other = new TestClient(server.port());
                    assertThat(other.reply()).startsWith("220");
                }
                swap();
            }
            case "back" -> swap();
            case "pause" -> Thread.sleep(Long.parseLong(words[1]));
            case "hang-up" -> client.hangUp();
            case "settled" -> await(() -> !isUploading(words[1]));
            case "started" -> await(() -> isUploading(words[1]));
            case "reaches" -> await(() -> reaches(words[1], words[2], Long.parseLong(words[3])));
            case "make" -> make(words);
            case "link" -> Files.createSymbolicLink(server.homeOf(words[1]).resolve(words[2]), Path.of(words[3]));
            case "edit" -> {
                server.replace(words[1]);
                assertThat(server.reload()).isEqualTo(words[2]);
            }
            case "replace" -> server.replace(words[1]);
            case "later" -> server.later(Duration.ofSeconds(Long.parseLong(words[1])));
            case "ledger" -> server.loseLedger(words[1].equals("lost"));
            case "scan" -> scan(Integer.parseInt(words[1]), rest);
            case "status" -> await(() -> server.status().contains(rest));
            case "drop" -> Files.delete(server.homeOf(words[1]).resolve(words[2]));
            case "log" -> awaitLog(rest.split(" "));
            case "no-log" -> assertThat(server.log()).doesNotContain(rest);
            default -> throw new AssertionError("unknown step");
        }
    }

    private void awaitLog(String... words) throws Exception {
        try {
            await(() -> server.log().lines().anyMatch(logged -> Stream.of(words).allMatch(logged::contains)));
        } catch (AssertionError e) {
            throw new AssertionError("not in the log:\n" + server.log(), e);
        }
    }

    private void scan(int corrected, String rest) {
        String said = server.scan();
        assertThat(said.lines().filter(line -> line.endsWith(": corrected")))
                .as(said)
                .hasSize(corrected);
        assertThat(said).contains(rest.substring(rest.split(" ")[0].length()).strip());
    }

    private void expect(String expected) throws IOException {
        String reply = pending != null ? pending : client.reply();
        pending = null;
        if (expected.equals("closed")) {
            assertThat(reply).isNull();
            return;
        }
        String[] parts = expected.split(" ", 2);
        assertThat(reply).isNotNull();
        assertThat(parts[0].split("\\|")).contains(reply.substring(0, 3));
        if (parts.length > 1) {
            assertThat(reply).contains(parts[1]);
        }
    }

    private void data(String[] words, String rest) throws Exception {
        switch (words[1]) {
            case "tls" -> handshake(() -> client.dataTls(Arrays.copyOfRange(words, 2, words.length)));
            case "connect" -> client.connectData(later);
            case "tls-new" -> handshake(() -> client.dataTlsOf(null));
            case "tls-other" -> handshake(() -> client.dataTlsOf(other));
            case "send" -> {
                try {
                    client.dataSend(bytes(Integer.parseInt(words[2])));
                } catch (SocketException e) {
                    // the server broke off; its reply says why
                }
            }
            case "all" -> client.dataSend(bytes(Integer.parseInt(words[2])));
            case "text" -> client.dataSend(raw(rest.substring(5)));
            case "close" -> client.dataClose();
            case "hang-up" -> client.dataHangUp();
            case "abort" -> {
                client.data().setSoLinger(true, 0);
                client.dataClose();
            }
            case "refused" -> assertThat(isEnded(client.data())).isTrue();
            case "receive-open" -> {
                int length = Integer.parseInt(words[2]);
                assertThat(client.data().getInputStream().readNBytes(length)).hasSize(length);
            }
            case "text-is" ->
                assertThat(client.dataReceive())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(new String(raw(rest.substring(Math.min(rest.length(), 8))), StandardCharsets.UTF_8));
            case "cut" -> assertThat(cut()).isLessThan(Long.parseLong(words[2]));
            case "receive" -> assertThat(client.dataReceive()).hasSize(Integer.parseInt(words[2]));
            default -> throw new AssertionError("unknown data step");
        }
    }

    private interface Handshake {
        void run() throws IOException;
    }

    private static void handshake(Handshake handshake) {
        try {
            handshake.run();
        } catch (IOException e) {
            // the server refuses; its reply says so
        }
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException e) { // a reset says the same
            return true;
        }
    }

    /** How many bytes come before the data connection ends, however it does. */
    private long cut() throws IOException {
        byte[] block = new byte[65_536];
        long all = 0;
        try {
            int n;
            while ((n = client.data().getInputStream().read(block)) >= 0) {
                all += n;
            }
        } catch (SocketException e) {
            // a reset ends it, too
        }
        return all;
    }

    private void eventually(String[] words) throws Exception {
        String command = String.join(" ", Arrays.copyOfRange(words, 2, words.length - 1));
        byte[] content = bytes(Integer.parseInt(words[words.length - 1]));
        long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
        int code;
        do {
            code = client.upload(command, content);
        } while (code != Integer.parseInt(words[1]) && System.nanoTime() < end);
        assertThat(code).isEqualTo(Integer.parseInt(words[1]));
    }

    private void get(String command, String length) throws IOException {
        client.passive();
        int first = client.command(command);
        if (first != 150) {
            pending = first + " ";
            return;
        }
        if (client.isTls()) {
            client.dataTls();
        }
        byte[] all = client.dataReceive();
        if (!length.equals("*")) {
            assertThat(all).hasSize(Integer.parseInt(length));
        }
    }

    private void swap() {
        TestClient first = client;
        client = java.util.Objects.requireNonNull(other);
        other = first;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TestClient.PATIENCE_MILLIS * 1_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to pass");
            }
            Thread.sleep(5);
        }
    }

    /** Whether there is an unfinished upload on disk. */
    private boolean isUploading(String user) throws IOException {
        try (Stream<Path> all = Files.walk(server.homeOf(user))) {
            return all.anyMatch(path -> path.getFileName().toString().startsWith(".portreeve"));
        } catch (UncheckedIOException e) {
            return true; // it went while we looked
        }
    }

    /** Whether a file, or an upload under way that is to be one, has come to a size. */
    private boolean reaches(String user, String name, long size) throws IOException {
        Path file = server.homeOf(user).resolve(name);
        try (Stream<Path> beside = Files.list(file.getParent())) {
            return beside.filter(path ->
                            path.equals(file) || path.getFileName().toString().startsWith(".portreeve"))
                    .anyMatch(path -> path.toFile().length() == size);
        }
    }

    private long count(String user) throws IOException {
        try (Stream<Path> all = Files.walk(server.homeOf(user))) {
            return all.count() - 1;
        }
    }

    private void make(String[] words) throws IOException {
        Path file = server.homeOf(words[1]).resolve(words[2]);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(Integer.parseInt(words[3])));
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static byte[] raw(String text) {
        int times = 1;
        String rest = text;
        if (text.startsWith("*")) {
            int blank = text.indexOf(' ');
            times = Integer.parseInt(text.substring(1, blank));
            rest = text.substring(blank + 1);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = rest.charAt(++i);
            switch (escape) {
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case '0' -> out.append('\0');
                case 's' -> out.append(' ');
                case 'x' -> {
                    out.append((char) Integer.parseInt(rest.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> out.append(escape);
            }
        }
        return out.toString().repeat(times).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (other != null) {
            other.close();
        }
        client.close();
    }
}
