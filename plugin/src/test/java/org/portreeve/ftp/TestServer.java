package org.portreeve.ftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.Ftplet;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.portreeve.cli.CommandLineRun;
import org.portreeve.policy.PolicyFile;

/** A genuine FtpServer with Portreeve in it, on a free port of 127.0.0.1, with a home directory of its own. */
final class TestServer implements ServerUnderTest {

    static final List<String> USERS = List.of("alice", "bob", "carol");

    private final Path directory;
    private final FtpServer server;
    private final int logStart;
    private final Settings settings;

    private TestServer(Path directory, FtpServer server, int logStart, Settings settings) {
        this.settings = settings;
        this.directory = directory;
        this.server = server;
        this.logStart = logStart;
    }

    static String passwordOf(String user) {
        return user + "-s3cret-pw";
    }

    /** What a test may want otherwise. */
    static final class Settings {
        boolean implicitTls;
        boolean listenerHasTls = true;
        boolean asksForCertificates;
        boolean dataShareTls = true;
        String tlsProtocols = "";
        int idleSeconds = 30;
        String replies = "";
        String candidate = "";
        boolean bare;
        PreparedBy prepared = directory -> {};
        final Map<String, String> files = new LinkedHashMap<>();
        /** Where users have their files if not in a directory of their own, by name; below the server's directory. */
        final Map<String, String> homes = new LinkedHashMap<>();

        final TestClock clock = new TestClock();
        final TestLedger ledger = new TestLedger();
        PolicyFtplet ftplet = new PolicyFtplet(PolicyFile::read, clock, () -> ledger);
        final Map<String, Ftplet> before = new LinkedHashMap<>();
        Consumer<FtpServerFactory> more = factory -> {};
    }

    /** Puts files beside the policy before the server starts. */
    interface PreparedBy {
        void prepare(Path directory) throws Exception;
    }

    static TestServer start(String policy) throws Exception {
        return start(policy, settings -> {});
    }

    static TestServer start(String policy, Consumer<Settings> change) throws Exception {
        int logStart = TestLog.start().size();
        Settings settings = new Settings();
        change.accept(settings);
        Path directory = Files.createTempDirectory("portreeve-test");
        try {
            FtpServerFactory factory = configure(directory, policy, settings);
            FtpServer server = factory.createServer();
            server.start();
            return new TestServer(directory, server, logStart, settings);
        } catch (Exception | Error e) {
            delete(directory);
            throw e;
        }
    }

    static FtpServerFactory configure(Path directory, String policy, Settings settings) throws Exception {
        Path file = directory.resolve("policy.yaml");
        Files.writeString(file, policy, StandardCharsets.UTF_8);
        if (!settings.replies.isEmpty()) {
            Files.writeString(directory.resolve("replies.yaml"), settings.replies, StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> more : settings.files.entrySet()) {
            Files.writeString(directory.resolve(more.getKey()), more.getValue(), StandardCharsets.UTF_8);
        }
        settings.prepared.prepare(directory);
        PolicyFtplet ftplet = settings.ftplet;
        if (!settings.candidate.isEmpty()) {
            ftplet.setCandidate(directory.resolve(settings.candidate).toString());
        }
        ftplet.setPolicy(file.toString());
        if (!settings.tlsProtocols.isEmpty()) {
            ftplet.setTlsProtocols(settings.tlsProtocols);
        }
        FtpServerFactory factory = new FtpServerFactory();
        Map<String, Ftplet> ftplets = new LinkedHashMap<>(settings.before);
        if (!settings.bare) {
            ftplets.put("portreeve", ftplet);
        }
        factory.setFtplets(ftplets);
        factory.addListener("default", listener(settings).createListener());
        factory.setUserManager(users(directory, settings));
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setLoginFailureDelay(0);
        connections.setMaxLogins(0);
        connections.setMaxThreads(32);
        factory.setConnectionConfig(connections.createConnectionConfig());
        settings.more.accept(factory);
        return factory;
    }

    private static ListenerFactory listener(Settings settings) {
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        listener.setImplicitSsl(settings.implicitTls);
        if (settings.listenerHasTls) {
            SslConfigurationFactory ssl = new SslConfigurationFactory();
            ssl.setKeystoreFile(TestKey.store().toFile());
            ssl.setKeystorePassword(TestKey.PASSWORD);
            ssl.setKeystoreType("PKCS12");
            if (settings.asksForCertificates) {
                ssl.setClientAuthentication("WANT");
                ssl.setTruststoreFile(TestKey.store().toFile());
                ssl.setTruststorePassword(TestKey.PASSWORD);
                ssl.setTruststoreType("PKCS12");
            }
            listener.setSslConfiguration(ssl.createSslConfiguration());
        }
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setIdleTime(settings.idleSeconds);
        if (settings.dataShareTls) { // as the XML does without a data-connection element
            data.setSslConfiguration(listener.getSslConfiguration());
        }
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return listener;
    }

    private static UserManager users(Path directory, Settings settings) throws Exception {
        Files.writeString(directory.resolve("users.properties"), "");
        PropertiesUserManagerFactory factory = new PropertiesUserManagerFactory();
        factory.setFile(directory.resolve("users.properties").toFile());
        factory.setPasswordEncryptor(new ClearTextPasswordEncryptor());
        UserManager users = factory.createUserManager();
        for (String name : USERS) {
            users.save(user(name, Files.createDirectories(home(directory, settings, name))));
        }
        return users;
    }

    private static Path home(Path directory, Settings settings, String user) {
        return directory.resolve(settings.homes.getOrDefault(user, "home-" + user));
    }

    private static User user(String name, Path home) {
        BaseUser user = new BaseUser();
        user.setName(name);
        user.setPassword(passwordOf(name));
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        return user;
    }

    @Override
    public int port() {
        return ((DefaultFtpServer) server).getListener("default").getPort();
    }

    FtpServer server() {
        return server;
    }

    PolicyFtplet ftplet() {
        return (PolicyFtplet) ((DefaultFtpServer) server).getFtplets().get("portreeve");
    }

    Path directory() {
        return directory;
    }

    @Override
    public void replace(String file) throws IOException {
        Path fresh = directory.resolve("fresh.tmp");
        Files.copy(directory.resolve(file), fresh);
        Files.move(fresh, directory.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String reload() {
        return ftplet().reload().lines().findFirst().orElse("").split(":")[0];
    }

    @Override
    public void later(Duration by) {
        settings.clock.putForward(by);
    }

    @Override
    public void loseLedger(boolean on) {
        settings.ledger.lose(on);
    }

    TestLedger ledger() {
        return settings.ledger;
    }

    @Override
    public String status() {
        return ftplet().status();
    }

    @Override
    public String log() {
        return TestLog.start().since(logStart);
    }

    @Override
    public Path homeOf(String user) {
        return home(directory, settings, user);
    }

    @Override
    public String scan() {
        return CommandLineRun.of(
                        "", "quota", "scan", directory.resolve("policy.yaml").toString())
                .out();
    }

    @Override
    public void close() throws IOException {
        server.stop();
        delete(directory);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
