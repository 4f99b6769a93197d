package org.portreeve.ftp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The binary distribution of Apache FtpServer, unpacked, our one jar dropped in, started by its own script. */
final class GenuineServer implements ServerUnderTest {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path home;
    private final Process process;
    private final int port;

    private GenuineServer(Path home, Process process, int port) {
        this.home = home;
        this.process = process;
        this.port = port;
    }

    /**
     * @param version the version of FtpServer
     * @param policy the text of the policy file
     */
    static GenuineServer start(String version, String policy) throws Exception {
        Path directory = Files.createTempDirectory("portreeve-genuine");
        unpack(Path.of(System.getProperty("portreeve.genuine"), "ftpserver-" + version + "-bin.tar.gz"), directory);
        Path home = directory.resolve("apache-ftpserver-" + version);
        Path jar = Path.of(System.getProperty("portreeve.jar"));
        Files.copy(jar, home.resolve("common/lib").resolve(jar.getFileName()));
        int port = freePort();
        Files.writeString(home.resolve("res/conf/policy.yaml"), policy);
        Files.writeString(home.resolve("res/conf/ftpd-portreeve.xml"), configuration(port));
        Files.writeString(home.resolve("res/conf/users.properties"), users());
        for (String user : TestServer.USERS) {
            Files.createDirectories(home.resolve("res/home").resolve(user));
        }
        Process process = new ProcessBuilder("sh", "bin/ftpd.sh", "res/conf/ftpd-portreeve.xml")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.txt").toFile())
                .start();
        GenuineServer server = new GenuineServer(home, process, port);
        server.awaitStart();
        return server;
    }

    private static void unpack(Path archive, Path directory) throws Exception {
        Process tar = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", directory.toString())
                .inheritIO()
                .start();
        if (!tar.waitFor(60, TimeUnit.SECONDS) || tar.exitValue() != 0) {
            throw new IOException("cannot unpack " + archive);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(int port) {
        return """
                <server xmlns="http://mina.apache.org/ftpserver/spring/v1"
                    xmlns:beans="http://www.springframework.org/schema/beans"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="
                        http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans-2.5.xsd
                        http://mina.apache.org/ftpserver/spring/v1 http://mina.apache.org/ftpserver/ftpserver-1.0.xsd"
                    id="dropIn" login-failure-delay="0" max-login-failures="3">
                  <listeners>
                    <nio-listener name="default" port="%d" local-address="127.0.0.1">
                      <ssl><keystore file="%s" password="%s" type="PKCS12"/></ssl>
                    </nio-listener>
                  </listeners>
                  <ftplets>
                    <ftplet name="portreeve">
                      <beans:bean class="org.portreeve.ftp.PolicyFtplet">
                        <beans:property name="policy" value="res/conf/policy.yaml"/>
                      </beans:bean>
                    </ftplet>
                  </ftplets>
                  <file-user-manager file="./res/conf/users.properties" encrypt-passwords="clear"/>
                </server>
                """.formatted(port, TestKey.store(), TestKey.PASSWORD);
    }

    private static String users() {
        StringBuilder users = new StringBuilder();
        for (String name : TestServer.USERS) {
            String key = "ftpserver.user." + name + ".";
            users.append(key)
                    .append("userpassword=")
                    .append(TestServer.passwordOf(name))
                    .append('\n');
            users.append(key).append("homedirectory=./res/home/").append(name).append('\n');
            users.append(key).append("enableflag=true\n").append(key).append("writepermission=true\n");
        }
        return users.toString();
    }

    private void awaitStart() throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected() && log().contains("FTP server started")) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive() || log().contains("the server does not start")) {
                    break;
                }
            }
            Thread.sleep(50);
        }
        String said = Files.readString(home.resolve("console.txt")) + log();
        close();
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path homeOf(String user) {
        return home.resolve("res/home").resolve(user);
    }

    @Override
    public String log() throws IOException {
        Path file = home.resolve("res/log/ftpd.log");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle one : all) {
            one.onExit().completeOnTimeout(one, 20, TimeUnit.SECONDS).join();
            one.destroyForcibly();
        }
        try (Stream<Path> left = Files.walk(home.getParent())) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
