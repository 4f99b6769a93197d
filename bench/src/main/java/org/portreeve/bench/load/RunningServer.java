package org.portreeve.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, on a free port of 127.0.0.1, in a directory of its own. */
final class RunningServer implements AutoCloseable {
    static final int PASSIVE_PORTS = 2500;
    static final String BULK_FILE = "bulk.bin";

    private static final int PATIENCE_SECONDS = 60;
    private static final int GOODBYE_SECONDS = 10;

    private final Contender contender;
    private final Process process;
    private final CpuAccount cpu;
    private final Place place;
    private final long bulkBytes;

    private RunningServer(Contender contender, Process process, CpuAccount cpu, Place place, long bulkBytes) {
        this.contender = contender;
        this.process = process;
        this.cpu = cpu;
        this.place = place;
        this.bulkBytes = bulkBytes;
    }

    /**
     * Returns when it takes connections.
     *
     * @param bulk a large file; its content is shared by all servers
     */
    static RunningServer start(Contender contender, Path root, Certificate certificate, int firstPassive, Path bulk)
            throws IOException {
        Path directory = Files.createTempDirectory(root, contender.name());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Path home = Files.createDirectory(directory.resolve("home"));
        Path server = Files.createDirectory(directory.resolve("server"));
        Files.createLink(home.resolve(BULK_FILE), bulk);
        Place place = new Place(server, home, freePort(), firstPassive, certificate);
        CpuAccount cpu = CpuAccount.open(contender.name());
        ProcessBuilder builder = new ProcessBuilder(cpu.wrap(contender.prepare(place)))
                .directory(server.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("BENCH_USER", FtpClient.USER);
        builder.environment().put("BENCH_PASSWORD", FtpClient.PASSWORD);
        Process process = builder.start();
        process.getOutputStream().close();
        cpu.started(process.toHandle());
        RunningServer running = new RunningServer(contender, process, cpu, place, Files.size(bulk));
        try {
            running.awaitListening();
            return running;
        } catch (IOException e) {
            System.err.print(Files.readString(directory.resolve("output.txt")));
            running.close();
            throw new IOException("does not start: " + e.getMessage(), e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void awaitListening() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()));
                int greeting = probe.getInputStream().read();
                if (greeting != '2') { // some listen before they serve
                    throw new IOException("it greets with " + greeting);
                }
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    Contender contender() {
        return contender;
    }

    int port() {
        return place.port();
    }

    /** The user's directory. */
    Path home() {
        return place.home();
    }

    long bulkBytes() {
        return bulkBytes;
    }

    CpuAccount cpu() {
        return cpu;
    }

    Memory memory() throws IOException {
        return Memory.of(process.toHandle(), contender.java());
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = new ArrayList<>(Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList());
        process.destroy();
        try {
            process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS);
            for (ProcessHandle each : all) {
                each.destroyForcibly();
            }
            for (int wait = 0; wait < 20 && all.stream().anyMatch(ProcessHandle::isAlive); wait++) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cpu.close();
        contender.cleanUp(place);
        new TemporaryDirectory(place.directory().resolveSibling("server")).close();
        new TemporaryDirectory(place.home()).close();
    }
}
