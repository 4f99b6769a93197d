package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portreeve.policy.Limit;
import org.portreeve.policy.PolicyFile;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;

/** The edge of a limit is a byte of the file, whatever becomes of the bytes on the way: TLS, compression, other line ends. */
class QuotaOnTheWayTest {

    private static final String PROTECTED = """
            TLSv1.2, I
            TLSv1.2, A
            TLSv1.2, Z
            TLSv1.3, I
            TLSv1.3, A
            TLSv1.3, Z
            """;

    /** So large that a download of half of it cannot hide in anybody's buffers. */
    private static final int LARGE = 16 << 20;

    private static final int REST = LARGE / 2 + 5;
    private static final int EDGE = 300_001;

    /** How bytes of files look on a connection. */
    private enum Way {
        I,
        A {
            @Override
            byte[] there(byte[] file) {
                return text(file).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            }

            @Override
            byte[] back(byte[] sent) {
                return text(sent).replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
            }

            private static String text(byte[] bytes) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        },
        Z {
            @Override
            byte[] there(byte[] file) throws IOException {
                Deflater fast = new Deflater(Deflater.BEST_SPEED);
                try (InputStream in = new DeflaterInputStream(new ByteArrayInputStream(file), fast)) {
                    return in.readAllBytes();
                } finally {
                    fast.end();
                }
            }

            @Override
            byte[] back(byte[] sent) throws IOException {
                return new InflaterInputStream(new ByteArrayInputStream(sent)).readAllBytes();
            }
        };

        byte[] there(byte[] file) throws IOException {
            return file;
        }

        byte[] back(byte[] sent) throws IOException {
            return sent;
        }
    }

    private static TestServer start(String tls, String limit) throws Exception {
        return TestServer.start("ftp-policy: 1\nname: edge\ndefault: allow\nlimits:\n  - " + limit + "\n", settings -> {
            settings.tlsProtocols = tls;
            settings.idleSeconds = 600; // one download stands still while the other is made
        });
    }

    private static TestClient login(TestServer server, String tls, Way way) throws IOException {
        TestClient client = new TestClient(server.port());
        assertThat(client.reply()).startsWith("220");
        client.secure();
        assertThat(client.tlsVersion()).isEqualTo(tls);
        client.login("alice");
        client.expect(200, way == Way.A ? "TYPE A" : "TYPE I");
        client.expect(200, way == Way.Z ? "MODE Z" : "MODE S");
        return client;
    }

    /** Does not get much smaller; line ends are those of Unix, and one byte in eight. */
    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(20261122).nextBytes(content);
        for (int i = 0; i < length; i++) {
            content[i] = i % 8 == 7 ? (byte) '\n' : (byte) (content[i] | 0x40);
        }
        return content;
    }

    private static long used(TestServer server, String id, Period period) throws Exception {
        Limit limit = PolicyFile.read(server.directory().resolve("policy.yaml")).limits().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        return server.ledger().taken(new BookId(id, limit.fingerprint(), "user alice"), period);
    }

    @ParameterizedTest
    @CsvSource(textBlock = PROTECTED)
    void aDownloadThatIsCutInMidTransfer_endsWithTheLastByteThatIsPermitted(String tls, Way way) throws Exception {
        String limit = "{limit: out, count: bytes-read, per: user, every: month, max: " + (LARGE + REST) + "}";
        byte[] content = content(LARGE);
        try (TestServer server = start(tls, limit);
                TestClient first = login(server, tls, way);
                TestClient second = login(server, tls, way)) {
            Files.write(server.homeOf("alice").resolve("big"), content);
            begin(first);
            byte[] beginning = first.data().getInputStream().readNBytes(1000);

            begin(second);
            assertThat(way.back(second.dataReceive())).isEqualTo(content);
            assertThat(second.reply()).startsWith("226");
            ByteArrayOutputStream came = new ByteArrayOutputStream();
            came.write(beginning);
            came.write(first.dataReceive());

            assertThat(first.reply()).startsWith("451 ");
            assertThat(way.back(came.toByteArray())).isEqualTo(Arrays.copyOf(content, REST));
            assertThat(used(server, "out", new Period(Long.MAX_VALUE, 0))).isEqualTo(LARGE + REST);
            assertThat(second.command("RETR big")).isEqualTo(450);
        }
    }

    private static void begin(TestClient client) throws IOException {
        client.passiveAndSlow();
        client.expect(150, "RETR big");
        client.dataTls();
    }

    @ParameterizedTest
    @CsvSource(textBlock = PROTECTED)
    void anUpload_isStoredUpToTheEdge_andAByteMoreLeavesTheOldFileWhole(String tls, Way way) throws Exception {
        byte[] fits = content(EDGE);
        byte[] tooLarge = content(EDGE + 1);
        try (TestServer server = start(tls, "{limit: storage, count: bytes-stored, per: user, max: " + EDGE + "}");
                TestClient client = login(server, tls, way)) {
            Path home = server.homeOf("alice");
            assertThat(client.upload("STOR too-large", way.there(tooLarge))).isEqualTo(552);
            assertThat(home).isEmptyDirectory();
            assertThat(used(server, "storage", Period.ALWAYS)).isZero();

            assertThat(client.upload("STOR fits", way.there(fits))).isEqualTo(226);
            assertThat(home.resolve("fits")).hasBinaryContent(fits);
            assertThat(client.upload("STOR fits", way.there(tooLarge))).isEqualTo(552);
            assertThat(client.upload("APPE fits", way.there(new byte[] {'x'}))).isEqualTo(552);

            assertThat(home.resolve("fits")).hasBinaryContent(fits);
            assertThat(home.toFile().list()).containsExactly("fits");
            assertThat(used(server, "storage", Period.ALWAYS)).isEqualTo(EDGE);
        }
    }
}
