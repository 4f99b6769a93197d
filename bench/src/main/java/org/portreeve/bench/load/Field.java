package org.portreeve.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The servers that run, in a temporary directory with what they share: the certificate and a large file. After
 * {@link #close}, or when this program is interrupted, none of it is left.
 */
final class Field implements AutoCloseable {
    private final TemporaryDirectory root;
    private final List<Contender> contenders;
    private final Certificate certificate;
    private final Path bulk;
    private final int firstPort;
    private final Map<Contender, RunningServer> running = new HashMap<>();
    private final Thread emergency = new Thread(this::interrupt, "clean-up");
    private volatile boolean interrupted;

    private Field(
            TemporaryDirectory root, List<Contender> contenders, Certificate certificate, Path bulk, int firstPort) {
        this.root = root;
        this.contenders = List.copyOf(contenders);
        this.certificate = certificate;
        this.bulk = bulk;
        this.firstPort = firstPort;
    }

    static Field open(Settings settings, List<Contender> contenders) throws IOException {
        TemporaryDirectory root = TemporaryDirectory.create();
        Path bulk = root.path().resolve("bulk.bin");
        Field field = new Field(root, contenders, Certificate.in(root.path()), bulk, settings.firstPort());
        Runtime.getRuntime().addShutdownHook(field.emergency); // before there is anything to be left behind
        try {
            Certificate.create(root.path(), settings.key());
            write(bulk, settings.bulkMebibytes());
            return field;
        } catch (IOException e) {
            field.close();
            throw e;
        }
    }

    private static void write(Path file, int mebibytes) throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int mebibyte = 0; mebibyte < mebibytes; mebibyte++) {
                out.write(noise);
            }
        }
    }

    /** Started if it does not run. */
    synchronized RunningServer server(Contender contender) throws IOException {
        if (interrupted) {
            throw new IOException("interrupted");
        }
        RunningServer server = running.get(contender);
        if (server == null || !server.alive()) {
            stop(contender);
            int firstPassive = firstPort + contenders.indexOf(contender) * RunningServer.PASSIVE_PORTS;
            server = RunningServer.start(contender, root.path(), certificate, firstPassive, bulk);
            running.put(contender, server);
        }
        return server;
    }

    synchronized void stop(Contender contender) throws IOException {
        RunningServer server = running.remove(contender);
        if (server != null) {
            server.close();
        }
    }

    private void interrupt() {
        interrupted = true;
        try {
            clear();
        } catch (IOException e) {
            System.err.println("cannot clean up: " + e.getMessage());
        }
    }

    private synchronized void clear() throws IOException {
        try (root) {
            for (Contender contender : contenders) {
                stop(contender);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (!interrupted) {
            Runtime.getRuntime().removeShutdownHook(emergency);
            clear();
        }
    }
}
