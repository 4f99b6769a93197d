package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS of the control connection, whatever way its records travel. */
class ControlTlsTest {

    private static final String POLICY = "ftp-policy: 1\nname: nothing\ndefault: allow\nrules: []\n";
    /** Types of TLS records (RFC 5246 §6.2.1). */
    private static final int ALERT = 21;

    private static final int APPLICATION_DATA = 23;

    private static final int MANY = 200;

    /** Hands bytes on in pieces of a given size at most, so that records come in pieces, or some of them together. */
    private record Pieces(ServerSocket entry, int server, int size, ByteArrayOutputStream cameBack)
            implements AutoCloseable {

        static Pieces of(int size, int server) throws IOException {
            Pieces pieces = new Pieces(
                    new ServerSocket(0, 1, InetAddress.getLoopbackAddress()),
                    server,
                    size,
                    new ByteArrayOutputStream());
            Thread thread = new Thread(pieces::serve, "pieces");
            thread.setDaemon(true);
            thread.start();
            return pieces;
        }

        private void serve() {
            try (Socket client = entry.accept();
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), server)) {
                to.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                Thread back = new Thread(() -> copy(to, client, 1 << 16, cameBack), "pieces-back");
                back.setDaemon(true);
                back.start();
                copy(client, to, size, OutputStream.nullOutputStream());
                back.join();
            } catch (IOException e) { // the test sees that nothing comes
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void copy(Socket from, Socket to, int most, OutputStream seen) {
            byte[] buffer = new byte[most];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    seen.write(buffer, 0, n);
                    out.write(buffer, 0, n);
                    out.flush();
                }
                to.shutdownOutput();
            } catch (IOException e) { // so the other side ends too
                return;
            }
        }

        @Override
        public void close() throws IOException {
            entry.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,1", "TLSv1.2,7", "TLSv1.2,65536", "TLSv1.3,1", "TLSv1.3,7", "TLSv1.3,65536"})
    void records_areReadHoweverTheyArrive(String version, int pieces) throws Exception {
        try (TestServer server = TestServer.start(POLICY, settings -> settings.tlsProtocols = version);
                Pieces way = Pieces.of(pieces, server.port());
                TestClient client = new TestClient(way.entry().getLocalPort())) {
            client.reply();
            client.secure();
            client.login("alice");

            client.sendRaw("NOOP\r\n".repeat(MANY).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < MANY; i++) {
                assertThat(TestClient.code(client.reply())).isEqualTo(200);
            }
            for (int i = 0; i < MANY; i++) {
                assertThat(client.command("PWD")).isEqualTo(257);
            }
            assertThat(client.command("QUIT")).isEqualTo(221);
        }
    }

    @Test
    void handshakeAnew_goesOnWithTheSession() throws Exception {
        try (TestServer server = TestServer.start(POLICY, settings -> settings.tlsProtocols = "TLSv1.2");
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.secure();
            client.login("alice");

            client.handshakeAgain();

            assertThat(client.command("PWD")).isEqualTo(257);
            assertThat(client.command("NOOP")).isEqualTo(200);
        }
    }

    @Test
    void bytesThatAreNoTls_endTheConnection() throws Exception {
        try (TestServer server = TestServer.start(POLICY, settings -> settings.tlsProtocols = "TLSv1.3");
                TestClient client = new TestClient(server.port());
                TestClient other = new TestClient(server.port())) {
            client.reply();
            client.expect(234, "AUTH TLS");
            client.sendRaw(new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 0});

            assertThat(client.ends()).isTrue();
            other.reply();
            other.secure();
            assertThat(other.command("NOOP")).isPositive();
        }
    }

    @Test
    void theEnd_isSaid() throws Exception {
        try (TestServer server = TestServer.start(POLICY, settings -> settings.tlsProtocols = "TLSv1.2");
                Pieces way = Pieces.of(65_536, server.port());
                TestClient client = new TestClient(way.entry().getLocalPort())) {
            client.reply();
            client.secure();
            way.cameBack().reset();

            assertThat(client.command("QUIT")).isEqualTo(221);
            assertThat(client.ends()).isTrue();

            assertThat(recordTypes(way.cameBack().toByteArray())).containsExactly(APPLICATION_DATA, ALERT);
        }
    }

    @Test
    void tls13_isOffered_whereNobodyHasChosenVersions() throws Exception {
        try (TestServer server = TestServer.start(POLICY);
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.secure();

            assertThat(client.tlsVersion()).isEqualTo("TLSv1.3");
        }
    }

    private static List<Integer> recordTypes(byte[] bytes) {
        List<Integer> types = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 5 + ((bytes[at + 3] & 0xff) << 8) + (bytes[at + 4] & 0xff)) {
            types.add((int) bytes[at]);
        }
        return types;
    }
}
