package org.portreeve.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One run: row by row, and within a row round by round, one server after the other in an order that changes. A server
 * that fails at a row is left out of the row's other rounds; the run goes on.
 */
final class SideBySide {
    private static final double NATIVE_WARM_UP = 0.5;
    private static final Duration GRACE = Duration.ofSeconds(90); // for logging in hundreds of clients

    private final Settings settings;
    private final List<Contender> contenders;
    private final Results results = new Results();
    private final Map<Contender, RunningServer> running = new ConcurrentHashMap<>();
    private final long end;
    private volatile boolean interrupted;

    SideBySide(Settings settings, List<Contender> contenders) {
        this.settings = settings;
        this.contenders = List.copyOf(contenders);
        this.end = System.nanoTime() + settings.limit().toNanos();
    }

    Results run() throws IOException {
        try (TemporaryDirectory root = TemporaryDirectory.create()) {
            Thread emergency = new Thread(() -> stopAll(root)); // Ctrl-C leaves nothing behind
            Runtime.getRuntime().addShutdownHook(emergency);
            try {
                Certificate certificate = Certificate.create(root.path(), settings.key());
                Path bulk = bulkFile(root.path());
                for (Row row : new TreeSet<>(settings.rows())) {
                    System.err.println(row.option());
                    row(row, root.path(), certificate, bulk);
                }
            } finally {
                closeAll();
                Runtime.getRuntime().removeShutdownHook(emergency);
            }
        }
        return results;
    }

    private Path bulkFile(Path root) throws IOException {
        Path file = root.resolve("bulk.bin");
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int mebibyte = 0; mebibyte < settings.bulkMebibytes(); mebibyte++) {
                out.write(noise);
            }
        }
        return file;
    }

    private void row(Row row, Path root, Certificate certificate, Path bulk) throws IOException {
        for (int round = 0; round < settings.rounds(); round++) {
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, round);
            for (Contender contender : order) {
                if (System.nanoTime() > end) {
                    results.note("the time was up at " + row.option() + ", round " + (round + 1));
                    return;
                }
                if (!results.failed(row, contender.name())) {
                    measure(row, contender, round, root, certificate, bulk);
                }
            }
        }
    }

    private void measure(Row row, Contender contender, int round, Path root, Certificate certificate, Path bulk)
            throws IOException {
        Workload workload = row.workload(settings);
        try {
            if (row.wantsFreshServer()) {
                stop(contender);
            }
            RunningServer server = running(contender, root, certificate, bulk);
            double warmUp = contender.java() ? settings.warmUp() : Math.min(NATIVE_WARM_UP, settings.warmUp());
            if (round == 0 && !row.wantsFreshServer()) {
                run(workload, server, warmUp);
            }
            // a stalled server cannot be used again, so that row has its warm-up inside
            double seconds = row == Row.STALLED ? warmUp : settings.seconds();
            results.add(row, contender.name(), round, run(workload, server, seconds));
        } catch (IOException e) {
            results.fail(row, contender.name(), String.valueOf(e.getMessage()).strip());
            stop(contender);
        } finally {
            if (row.wantsFreshServer()) {
                stop(contender);
            }
        }
    }

    private static Sample run(Workload workload, RunningServer server, double seconds) throws IOException {
        try (Watchdog watchdog = new Watchdog(GRACE.plusMillis((long) (2000 * seconds)))) {
            return workload.run(server, seconds, watchdog);
        }
    }

    private RunningServer running(Contender contender, Path root, Certificate certificate, Path bulk)
            throws IOException {
        if (interrupted) {
            throw new IOException("interrupted");
        }
        RunningServer server = running.get(contender);
        if (server == null || !server.alive()) {
            stop(contender);
            int firstPassive = settings.firstPort() + contenders.indexOf(contender) * RunningServer.PASSIVE_PORTS;
            server = RunningServer.start(contender, root, certificate, firstPassive, bulk);
            running.put(contender, server);
        }
        return server;
    }

    private void stop(Contender contender) throws IOException {
        RunningServer server = running.remove(contender);
        if (server != null) {
            server.close();
        }
    }

    private void closeAll() throws IOException {
        for (Contender contender : contenders) {
            stop(contender);
        }
    }

    private void stopAll(TemporaryDirectory root) {
        interrupted = true;
        try {
            closeAll();
            root.close();
        } catch (IOException e) {
            System.err.println("cannot clean up: " + e.getMessage());
        }
    }
}
