package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * NOOP of one client while many others have begun a download that they do not read. Leaves a server behind that may be
 * stuck. No answer within the bound counts as the bound.
 */
record Stalled(int downloads) implements Workload {
    private static final Duration BOUND = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int RECEIVE_BUFFER = 4096;
    private static final double MEASURED_SECONDS = 1;

    /** @param seconds of NOOPs before anything is measured */
    @Override
    public Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException {
        List<FtpClient> stuck = new ArrayList<>();
        List<SocketChannel> data = new ArrayList<>();
        FtpClient other = FtpClient.login(watchdog, server.port(), null);
        try {
            noops(other, seconds);
            Latencies before = noops(other, Math.min(seconds, MEASURED_SECONDS));
            stall(server, stuck, data);
            Latencies beside = beside(other, Math.min(seconds, MEASURED_SECONDS));
            Map<Figure, Double> figures = new LinkedHashMap<>();
            figures.put(Figure.less("NOOP, nobody else, p50, µs"), before.micros(0.5));
            figures.put(Figure.less("NOOP, beside " + downloads + " stalled downloads, p50, µs"), beside.micros(0.5));
            figures.put(Figure.less("NOOP, beside " + downloads + " stalled downloads, p99, µs"), beside.micros(0.99));
            figures.put(Figure.more("Downloads that stalled, of " + downloads), (double) data.size());
            return new Sample(
                    figures,
                    false,
                    data.size() == downloads
                            ? Set.of()
                            : Set.of("took neither login nor download any more when " + data.size()
                                    + " downloads had stalled"));
        } finally {
            other.abandon();
            for (SocketChannel each : data) {
                each.close();
            }
            stuck.forEach(FtpClient::abandon);
        }
    }

    /** As many as the server takes. */
    private void stall(RunningServer server, List<FtpClient> stuck, List<SocketChannel> data) throws IOException {
        while (data.size() < downloads) {
            try (Watchdog patience = new Watchdog(PATIENCE)) {
                FtpClient client = FtpClient.login(patience, server.port(), null);
                stuck.add(client);
                client.command("TYPE I", '2');
                data.add(client.stall(RunningServer.BULK_FILE, RECEIVE_BUFFER));
            } catch (IOException e) {
                return; // what is left of the row says whether it answers at all
            }
        }
    }

    private static Latencies noops(FtpClient client, double seconds) throws IOException {
        Latencies latencies = new Latencies();
        Workers.repeat(
                List.of(() -> {
                    long start = System.nanoTime();
                    client.command("NOOP", '2');
                    latencies.add(System.nanoTime() - start);
                }),
                seconds);
        return latencies;
    }

    private static Latencies beside(FtpClient client, double seconds) throws IOException {
        try (Watchdog bound = new Watchdog(BOUND)) {
            bound.guard(client.channel());
            try {
                return noops(client, seconds);
            } catch (IOException e) {
                if (!bound.bitten()) {
                    throw e;
                }
                Latencies none = new Latencies();
                none.add(BOUND.toNanos());
                return none;
            }
        }
    }
}
