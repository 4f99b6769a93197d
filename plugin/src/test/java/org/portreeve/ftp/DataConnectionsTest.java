package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What moves over data connections, byte for byte, where a written dialogue cannot say it. */
class DataConnectionsTest {

    private static final String POLICY = "ftp-policy: 1\nname: nothing\ndefault: allow\nrules: []\n";

    /** Larger than any buffer, and no multiple of one. */
    private static final int LARGE = 3_000_017;

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(20261121).nextBytes(noise);
        return noise;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TLSv1.2", "TLSv1.3"})
    void largeFiles_comeBackAsTheyWent(String tls) throws Exception {
        byte[] sent = noise(LARGE);
        try (TestServer server = TestServer.start(POLICY, settings -> settings.tlsProtocols = tls);
                TestClient client = new TestClient(server.port())) {
            client.reply();
            if (!tls.isEmpty()) {
                client.secure();
            }
            client.login("alice");

            assertThat(client.upload("STOR a.bin", sent)).isEqualTo(226);
            assertThat(Files.readAllBytes(server.homeOf("alice").resolve("a.bin")))
                    .isEqualTo(sent);
            client.passive();
            client.expect(350, "REST 1000");
            client.expect(150, "RETR a.bin");
            if (!tls.isEmpty()) {
                client.dataTls();
            }
            byte[] back = client.dataReceive();

            assertThat(back).isEqualTo(java.util.Arrays.copyOfRange(sent, 1000, LARGE));
            assertThat(TestClient.code(client.reply())).isEqualTo(226);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void modeZ_isWholeInBothDirections(boolean tls) throws Exception {
        byte[] sent = noise(LARGE);
        try (TestServer server = TestServer.start(POLICY);
                TestClient client = new TestClient(server.port())) {
            client.reply();
            if (tls) {
                client.secure();
            }
            client.login("alice");
            client.expect(200, "MODE Z");
            byte[] zipped = new DeflaterInputStream(new ByteArrayInputStream(sent), new Deflater()).readAllBytes();

            assertThat(client.upload("STOR a.bin", zipped)).isEqualTo(226);
            assertThat(Files.readAllBytes(server.homeOf("alice").resolve("a.bin")))
                    .isEqualTo(sent);
            client.passive();
            client.expect(150, "RETR a.bin");
            if (tls) {
                client.dataTls();
            }
            InputStream back = new InflaterInputStream(new ByteArrayInputStream(client.dataReceive()));

            assertThat(back.readAllBytes()).isEqualTo(sent);
            assertThat(TestClient.code(client.reply())).isEqualTo(226);
        }
    }

    @Test
    void typeA_convertsLineEnds_acrossBlocks() throws Exception {
        String line = "x".repeat(6);
        String local = (line + System.lineSeparator()).repeat(40_001);
        String network = (line + "\r\n").repeat(40_001);
        try (TestServer server = TestServer.start(POLICY);
                TestClient client = new TestClient(server.port())) {
            client.reply();
            client.login("alice");
            client.expect(200, "TYPE A");

            assertThat(client.upload("STOR a.txt", network.getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo(226);
            assertThat(Files.readString(server.homeOf("alice").resolve("a.txt")))
                    .isEqualTo(local);
            client.passive();
            client.expect(150, "RETR a.txt");

            assertThat(new String(client.dataReceive(), StandardCharsets.US_ASCII))
                    .isEqualTo(network);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void overIpv6_dataGoBothWays(boolean active) throws Exception {
        InetAddress six = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        Assumptions.assumeTrue(NetworkInterface.getByInetAddress(six) != null, "no IPv6 here");
        Listener[] listener = new Listener[1];
        try (TestServer server = TestServer.start(
                POLICY,
                settings -> settings.more = factory -> {
                    ListenerFactory second = new ListenerFactory();
                    second.setServerAddress("::1");
                    second.setPort(0);
                    listener[0] = second.createListener();
                    factory.addListener("six", listener[0]);
                })) {
            FTPClient client = new FTPClient();
            client.setDefaultTimeout(TestClient.PATIENCE_MILLIS);
            client.connect(six, listener[0].getPort());
            assertThat(client.login("alice", TestServer.passwordOf("alice"))).isTrue();
            client.setFileType(FTP.BINARY_FILE_TYPE);
            if (active) {
                client.enterLocalActiveMode();
            } else {
                client.enterLocalPassiveMode();
            }

            byte[] sent = noise(100_000);
            assertThat(server.homeOf("alice")).isEmptyDirectory();
            assertThat(client.storeFile("a.bin", new ByteArrayInputStream(sent)))
                    .as(client.getReplyString())
                    .isTrue();
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            assertThat(client.retrieveFile("a.bin", back)).isTrue();

            assertThat(back.toByteArray()).isEqualTo(sent);
            assertThat(client.sendCommand("PASV")).isEqualTo(425);
            assertThat(client.sendCommand("EPRT |2|::2|50000|")).isEqualTo(501);
            client.disconnect();
        }
    }
}
