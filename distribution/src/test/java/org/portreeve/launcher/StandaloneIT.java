package org.portreeve.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.launcher.Installation.Running;

/** The built archive, unpacked and started by its own script. */
class StandaloneIT {

    private static final InetAddress LOOPBACK = loopback();

    /** As the directories of {@code lib/native} are called. */
    private static final String SYSTEM =
            System.getProperty("os.name") + "-" + System.getProperty("os.arch").replace("amd64", "x86_64");

    @TempDir
    private Path directory;

    private Installation installation;

    @BeforeEach
    void unpack() throws Exception {
        installation = Installation.unpack(directory);
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void firstUser_listsUploadsDownloadsOverTls() throws Exception {
        Running server = installation.start();
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);

        FTPSClient client = installation.connect(server);
        assertThat(client.login("admin", server.password())).isTrue();
        client.execPBSZ(0);
        client.execPROT("P");
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        assertThat(client.storeFile("orders.bin", new ByteArrayInputStream(content)))
                .as(client.getReplyString())
                .isTrue();
        assertThat(client.listFiles()).extracting(FTPFile::getName).containsExactly("orders.bin");
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        assertThat(client.retrieveFile("orders.bin", back)).isTrue();
        client.logout();
        client.disconnect();

        assertThat(back.toByteArray()).isEqualTo(content);
        assertThat(installation.file("data/home/orders.bin")).hasBinaryContent(content);
    }

    @Test
    void terminated_exitsSoonAndListensNoMore() throws Exception {
        Running server = installation.start();
        int port = server.port();
        FTPSClient idle = installation.connect(server);

        int status = server.stop();

        assertThat(status).isEqualTo(128 + 15);
        assertThat(server.stderr()).isEmpty();
        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
        idle.disconnect();
    }

    @Test
    void secondStart_showsNoPassword_theFirstOneStillLogsIn() throws Exception {
        Running first = installation.start();
        String password = first.password();
        first.stop();

        Running second = installation.start();

        assertThat(second.banner())
                .doesNotContain("password")
                .doesNotContain(password)
                .contains("-u admin ");
        assertThat(canLogIn(second.port(), password)).isTrue();
        assertThat(canLogIn(second.port(), password + "x")).isFalse();
    }

    @Test
    void password_reachesNoFile() throws Exception {
        Running server = installation.start();
        String password = server.password();
        canLogIn(server.port(), password);
        server.stop();

        try (var files = Files.walk(installation.file("."))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean console = file.equals(
                        installation.file(".").resolve(server.output().getFileName()));
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(password))
                        .as(file.toString())
                        .isEqualTo(console);
            }
        }
    }

    @Test
    void pastedCurlLine_lists() throws Exception {
        Running server = installation.start();
        String line = server.banner()
                .lines()
                .filter(text -> text.startsWith("  try it"))
                .findFirst()
                .orElseThrow();

        Process curl = new ProcessBuilder("sh", "-c", line.substring(line.indexOf("curl")) + " -sS")
                .redirectErrorStream(true)
                .start();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(curl.waitFor()).as(said).isZero();
    }

    @Test
    void startedThroughLinks_findsItsHome() throws Exception {
        Files.createSymbolicLink(directory.resolve("programs"), installation.file("bin"));
        Path link = Files.createSymbolicLink(directory.resolve("reeve"), Path.of("programs", "portreeve"));

        Running server = installation.start(link);

        assertThat(server.banner())
                .contains(installation.file("data/certificate.pem").toString());
    }

    @Test
    void configurationThatIsBroken_endsWithOneMessage() throws Exception {
        installation.edit("conf/ftpd.xml", "</listeners>", "");

        Running server = installation.start();

        assertThat(server.exitStatus()).isEqualTo(1);
        assertThat(server.stderr())
                .startsWith("portreeve: ")
                .contains("ftpd.xml")
                .doesNotContain("\tat ");
        assertThat(server.stdout()).doesNotContain("serving");
    }

    @Test
    void portThatIsTaken_endsWithOneMessage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            installation.edit("conf/ftpd.xml", "port=\"0\"", "port=\"" + taken.getLocalPort() + "\"");

            Running server = installation.start();

            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.stderr()).contains("Address already in use").doesNotContain("\tat ");
            assertThat(server.stdout())
                    .as("the new password is not lost")
                    .contains("password ")
                    .doesNotContain("serving");
        }
    }

    @Test
    void configurationWithoutAPolicy_isRefused() throws Exception {
        String config = Files.readString(installation.file("conf/ftpd.xml"));
        Files.writeString(installation.file("conf/ftpd.xml"), config.replaceAll("(?s)<ftplets>.*</ftplets>", ""));

        Running server = installation.start();

        assertThat(server.exitStatus()).isEqualTo(1);
        assertThat(server.stderr()).contains("names no org.portreeve.ftp.PolicyFtplet");
    }

    @Test
    void hashPassword_readsOneLine() throws Exception {
        Running hash = installation.start("--hash-password");
        try (var in = hash.process().getOutputStream()) {
            in.write("s3cret\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(hash.exitStatus()).as(hash.stderr()).isZero();
        assertThat(new Argon2PasswordEncryptor().matches("s3cret", hash.stdout().strip()))
                .isTrue();
    }

    @Test
    void policyThatIsBroken_endsWithAReadableMessage() throws Exception {
        installation.edit("conf/policy.yaml", "default: allow", "default: alow");

        Running server = installation.start();

        assertThat(server.exitStatus()).isEqualTo(1);
        assertThat(server.stderr()).contains("policy.yaml").contains("alow").doesNotContain("\tat ");
        assertThat(server.stdout()).doesNotContain("serving");
    }

    @Test
    void userInTheClear_replies534() throws Exception {
        Running server = installation.start();
        FTPClient client = new FTPClient();
        client.connect("127.0.0.1", server.port());

        int reply = client.user("admin");

        client.disconnect();
        assertThat(reply).isEqualTo(534);
    }

    @Test
    void bothTlsVersions_areSpoken() throws Exception {
        Running server = installation.start();

        assertThat(replyThrough("TLSv1.3", server.port())).isEqualTo(331);
        assertThat(replyThrough("TLSv1.2", server.port())).isEqualTo(331);
    }

    @Test
    void nativeCryptography_isTakenWhereItIsShipped() throws Exception {
        Path system = installation.file("lib/native/" + SYSTEM);
        Running server = installation.start();

        assertThat(replyThrough("TLSv1.3", server.port())).isEqualTo(331);
        assertThat(Files.readString(installation.file("log/portreeve.log")))
                .contains(Files.isDirectory(system) ? "cryptography is native" : "cryptography stays Java's own");
    }

    @Test
    void nativeCryptographyThatIsMissing_isDoneWithout() throws Exception {
        Path system = installation.file("lib/native/" + SYSTEM);
        if (Files.isDirectory(system)) {
            Files.move(system, installation.file("lib/native/elsewhere"));
        }
        Running server = installation.start();

        assertThat(replyThrough("TLSv1.3", server.port())).isEqualTo(331);
        assertThat(Files.readString(installation.file("log/portreeve.log"))).contains("cryptography stays Java's own");
    }

    @Test
    void sessionThatIsOpenAtTheEnd_replies421() throws Exception {
        Running server = installation.start();
        FTPSClient idle = installation.connect(server);
        idle.login("admin", server.password());

        server.process().destroy();

        assertThatThrownBy(idle::getReply)
                .isInstanceOf(FTPConnectionClosedException.class)
                .hasMessageContaining("421");
        assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        idle.disconnect();
    }

    @Test
    void pluginJar_bringsItsPartsAlone() throws Exception {
        try (var jars = Files.list(installation.file("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("portreeve-policies") || name.startsWith("snakeyaml"));
        }
    }

    @Test
    void shippedYaml_namesASchemaThatIsThere() throws Exception {
        for (String folder : List.of("conf", "presets")) {
            try (var files = Files.list(installation.file(folder))) {
                assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
                        .isNotEmpty()
                        .allSatisfy(file -> {
                            String first = Files.readAllLines(file).get(0);
                            assertThat(first).startsWith("# yaml-language-server: $schema=");
                            assertThat(file.resolveSibling(first.split("=", 2)[1]))
                                    .isRegularFile();
                        });
            }
        }
    }

    /** Speaks that version only, so a reply through TLS means that the server speaks it. */
    private int replyThrough(String version, int port) throws Exception {
        FTPSClient client = installation.client();
        client.setEnabledProtocols(new String[] {version});
        try {
            client.connect("127.0.0.1", port);
            return client.user("admin");
        } finally {
            client.disconnect();
        }
    }

    private static void connect(int port) throws IOException {
        new Socket(LOOPBACK, port).close();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean canLogIn(int port, String password) throws Exception {
        FTPSClient client = installation.client();
        try {
            client.connect("127.0.0.1", port);
            return client.login("admin", password);
        } finally {
            client.disconnect();
        }
    }
}
