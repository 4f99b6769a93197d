package org.portreeve.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.commons.net.ftp.FTPSClient;

/** The archive as an admin unpacks it, on a free port, and the processes started from it. */
final class Installation implements AutoCloseable {

    private final Path home;
    private final List<Running> started = new ArrayList<>();

    private Installation(Path home) {
        this.home = home;
    }

    /** A path with a space and a quote in it, as real ones have. */
    static Installation unpack(Path directory) throws Exception {
        Path home = Files.createDirectories(directory.resolve("the port's reeve"));
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", System.getProperty("portreeve.archive"), "--strip-components=1", "-C", "" + home)
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar failed");
        }
        Installation installation = new Installation(home);
        installation.edit("conf/ftpd.xml", "port=\"2121\"", "port=\"0\"");
        return installation;
    }

    Path file(String name) {
        return home.resolve(name);
    }

    void edit(String name, String from, String to) throws IOException {
        String text = Files.readString(file(name));
        if (!text.contains(from)) {
            throw new IOException(name + " does not say " + from);
        }
        Files.writeString(file(name), text.replace(from, to));
    }

    /** Runs the start script from another directory. */
    Running start(String... arguments) throws IOException {
        return start(file("bin/portreeve"), arguments);
    }

    Running start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(home, "stdout", ".txt");
        Path errors = Files.createTempFile(home, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.getRoot().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("PORTREEVE_OPTS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Running running = new Running(builder.start(), output, errors);
        started.add(running);
        return running;
    }

    FTPSClient connect(Running server) throws Exception {
        int port = server.port();
        FTPSClient client = client();
        client.connect("127.0.0.1", port);
        return client;
    }

    /** A client that trusts this installation's certificate, which the first start has made, and nothing else. */
    FTPSClient client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(file("data/certificate.pem"))) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        FTPSClient client = new FTPSClient(false, context);
        client.setEndpointCheckingEnabled(true);
        client.setConnectTimeout(20_000);
        client.setDefaultTimeout(20_000);
        return client;
    }

    @Override
    public void close() {
        for (Running running : started) {
            running.process().destroyForcibly().onExit().join();
        }
    }

    /** One process; its output grows while it runs. */
    record Running(Process process, Path output, Path errors) {

        /** The whole start message. */
        String banner() throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!stdout().contains("\n  try it ") || !stdout().endsWith("\n")) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("not serving; it said: " + stdout() + stderr());
                }
                Thread.sleep(20);
            }
            return stdout();
        }

        int port() throws Exception {
            return Integer.parseInt(banner().replaceAll("(?s).*listens on +127\\.0\\.0\\.1:(\\d+).*", "$1"));
        }

        String password() throws Exception {
            return banner().replaceAll("(?s).*password (\\S+) \\(shown.*", "$1");
        }

        /** Sends TERM. */
        int stop() throws Exception {
            process.destroy();
            return exitStatus();
        }

        int exitStatus() throws Exception {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IOException("still running; it said: " + stdout() + stderr());
            }
            return process.exitValue();
        }

        String stdout() throws IOException {
            return Files.readString(output);
        }

        String stderr() throws IOException {
            return Files.readString(errors);
        }
    }
}
