package org.portreeve.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.Ftplet;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.portreeve.ftp.PolicyFtplet;

/** An embedded FtpServer on a free port of 127.0.0.1, bare or with Portreeve in it and otherwise the same. */
record BenchServer(FtpServer server, Listener listener, Path home) implements AutoCloseable {
    static final String USER = "bench";
    static final String PASSWORD = "bench-pw";

    private static final String POLICY = """
            ftp-policy: 1
            name: bench
            default: allow
            rules:
              - {refuse: executables, op: [write, rename.to], path: '/**/*.exe', reply: name-not-allowed}
            limits:
              - {limit: storage, count: bytes-stored, per: user, max: 1TiB}
            """;

    /** Who is measured. */
    enum Kind {
        BARE,
        PORTREEVE
    }

    static BenchServer start(Kind kind, Path directory) throws FtpException, IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        FtpServerFactory factory = new FtpServerFactory();
        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress("127.0.0.1");
        listeners.setPort(0);
        Listener listener = listeners.createListener();
        factory.addListener("default", listener);
        factory.setUserManager(users(directory, home));
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setMaxLogins(0); // a login counts until the server has noticed that its client has left
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.setFtplets(ftplets(kind, directory));
        FtpServer server = factory.createServer();
        server.start();
        return new BenchServer(server, listener, home);
    }

    private static Map<String, Ftplet> ftplets(Kind kind, Path directory) throws IOException {
        Map<String, Ftplet> ftplets = new LinkedHashMap<>();
        if (kind == Kind.PORTREEVE) {
            PolicyFtplet portreeve = new PolicyFtplet();
            Path policy = Files.writeString(directory.resolve("policy.yaml"), POLICY);
            portreeve.setPolicy(policy.toString());
            ftplets.put("portreeve", portreeve);
        }
        return ftplets;
    }

    private static UserManager users(Path directory, Path home) throws FtpException, IOException {
        PropertiesUserManagerFactory factory = new PropertiesUserManagerFactory();
        factory.setFile(Files.createFile(directory.resolve("users.properties")).toFile());
        factory.setPasswordEncryptor(new ClearTextPasswordEncryptor()); // a login is to cost what the server costs
        UserManager users = factory.createUserManager();
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        users.save(user);
        return users;
    }

    int port() {
        return listener.getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
