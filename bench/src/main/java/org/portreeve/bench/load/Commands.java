package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** NOOP, PWD and SIZE in turn, one connection. */
record Commands() implements Workload {
    static final String FILE = "small.bin";
    static final List<String> TURN = List.of("NOOP", "PWD", "SIZE " + FILE);

    @Override
    public Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException {
        Files.write(server.home().resolve(FILE), new byte[Courier.SIZE]);
        try (FtpClient client = FtpClient.login(watchdog, server.port(), null)) {
            client.command("TYPE I", '2');
            Latencies latencies = new Latencies();
            Meter meter = new Meter(server);
            long turns = Workers.repeat(List.of(() -> turn(client, latencies)), seconds);
            return sample("1 connection", turns * TURN.size(), latencies, meter.read());
        }
    }

    private static void turn(FtpClient client, Latencies latencies) throws IOException {
        for (String command : TURN) {
            long start = System.nanoTime();
            client.command(command, '2');
            latencies.add(System.nanoTime() - start);
        }
    }

    static Sample sample(String what, long commands, Latencies latencies, Meter.Reading reading) {
        Map<Figure, Double> figures = new LinkedHashMap<>();
        figures.put(Figure.more("Commands, " + what + ", /s"), commands / reading.elapsed());
        figures.put(Figure.less("Commands, " + what + ", p50, µs"), latencies.micros(0.5));
        figures.put(Figure.less("Commands, " + what + ", p99, µs"), latencies.micros(0.99));
        figures.put(Figure.less("Commands, " + what + ", server CPU each, µs"), reading.server() * 1e6 / commands);
        return new Sample(figures, reading.clientLimited(1), Set.of());
    }
}
