package org.portreeve.ftp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.impl.DefaultFtpServer;

/** A server in a process of its own, that can be killed; its files stay for the next one. */
final class ChildServer implements AutoCloseable {

    private static final String POLICY = "ftp-policy: 1\nname: open\ndefault: allow\n";

    private final Process process;
    private final int port;

    private ChildServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ChildServer start(Path directory, String limits) throws Exception {
        return start(directory, limits, POLICY);
    }

    static ChildServer start(Path directory, String limits, String policy) throws Exception {
        return start(directory, limits, policy, directory + "/data/portreeve.db", "", "");
    }

    /**
     * Starts one.
     *
     * @param limits what the shell is to limit before, for example {@code ulimit -f 100;}
     * @param ledger its address, and if need be a user and a password there
     */
    static ChildServer start(Path directory, String limits, String policy, String... ledger) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                limits + " exec \"$@\"",
                "sh",
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                ChildServer.class.getName(),
                directory.toString(),
                policy));
        command.addAll(List.of(ledger));
        Path log = directory.resolve("child.log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        BufferedReader says = process.inputReader(StandardCharsets.UTF_8);
        String port = says.readLine();
        if (port == null) {
            throw new IOException("the server did not start:\n" + Files.readString(log));
        }
        return new ChildServer(process, Integer.parseInt(port));
    }

    int port() {
        return port;
    }

    /** Without a word: kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The child: serves a directory under a policy with a ledger, tells its port, and lives as long as its parent. */
    public static void main(String[] arguments) throws Exception {
        TestServer.Settings settings = new TestServer.Settings();
        settings.listenerHasTls = false;
        settings.ftplet = new PolicyFtplet();
        settings.ftplet.setLedger(arguments[2]);
        settings.ftplet.setLedgerUser(arguments[3]);
        settings.ftplet.setLedgerPassword(arguments[4]);
        FtpServer server = TestServer.configure(Path.of(arguments[0]), arguments[1], settings)
                .createServer();
        server.start();
        System.out.println(((DefaultFtpServer) server).getListener("default").getPort());
        System.in.transferTo(OutputStream.nullOutputStream()); // it ends with the parent
        Runtime.getRuntime().halt(0);
    }
}
