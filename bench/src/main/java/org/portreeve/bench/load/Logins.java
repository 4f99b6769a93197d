package org.portreeve.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that connect, log in and leave, a few at a time. */
record Logins(Security security, boolean resuming) implements Workload {
    private static final int AT_ONCE = 8;

    @Override
    public Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException {
        List<Visitor> visitors = Stream.generate(() -> new Visitor(server.port(), watchdog))
                .limit(AT_ONCE)
                .toList();
        Meter meter = new Meter(server);
        long logins = Workers.repeat(visitors, seconds);
        Meter.Reading reading = meter.read();
        Latencies latencies = Latencies.merged(
                visitors.stream().map(visitor -> visitor.latencies).toList());
        String what = security == Security.PLAIN ? "plain" : resuming ? "TLS, resumed" : "TLS, full handshake";
        Map<Figure, Double> figures = new LinkedHashMap<>();
        figures.put(Figure.more("Logins, " + what + ", /s"), logins / reading.elapsed());
        figures.put(Figure.less("Logins, " + what + ", server CPU each, µs"), reading.server() * 1e6 / logins);
        figures.put(Figure.less("Logins, " + what + ", p99, 8 at once, ms"), latencies.micros(0.99) / 1e3);
        return new Sample(figures, reading.clientLimited(AT_ONCE), Set.of());
    }

    private final class Visitor implements Workers.Turn {
        private final int port;
        private final Watchdog watchdog;
        private final Latencies latencies = new Latencies();
        private @Nullable ClientTls sessions = security.sessions();

        Visitor(int port, Watchdog watchdog) {
            this.port = port;
            this.watchdog = watchdog;
        }

        @Override
        public void run() throws IOException {
            if (!resuming) {
                sessions = security.sessions();
            }
            long start = System.nanoTime();
            FtpClient client = FtpClient.login(watchdog, port, sessions);
            latencies.add(System.nanoTime() - start);
            client.close();
        }
    }
}
