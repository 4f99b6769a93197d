package org.portreeve.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** STOR, RETR and DELE of a small file, on a few connections. */
record SmallFiles(Security security) implements Workload {
    private static final int AT_ONCE = 4;

    @Override
    public Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException {
        List<Courier> couriers = new ArrayList<>();
        try {
            for (int each = 0; each < AT_ONCE; each++) {
                FtpClient client = FtpClient.login(watchdog, server.port(), security.sessions());
                couriers.add(new Courier(client, "cycle" + each + ".bin"));
            }
            Meter meter = new Meter(server);
            long cycles = Workers.repeat(couriers, seconds);
            return sample(couriers, cycles, meter.read());
        } finally {
            couriers.forEach(Courier::abandon);
        }
    }

    private Sample sample(List<Courier> couriers, long cycles, Meter.Reading reading) {
        String what = "4 KiB files, " + security;
        Map<Figure, Double> figures = new LinkedHashMap<>();
        figures.put(Figure.more(what + ", STOR+RETR+DELE, cycles/s"), cycles / reading.elapsed());
        figures.put(Figure.less(what + ", STOR p50, ms"), median(couriers, Courier::stores));
        figures.put(Figure.less(what + ", RETR p50, ms"), median(couriers, Courier::retrievals));
        figures.put(Figure.less(what + ", server CPU a cycle, µs"), reading.server() * 1e6 / cycles);
        if (security == Security.TLS) {
            int resumed = couriers.stream()
                    .mapToInt(courier -> courier.client().resumed())
                    .sum();
            figures.put(Figure.more(what + ", data connections that resumed, %"), 100.0 * resumed / (2 * cycles));
        }
        return new Sample(
                figures,
                reading.clientLimited(AT_ONCE),
                security == Security.TLS
                        ? Set.of("agreed on " + couriers.get(0).client().agreed())
                        : Set.of());
    }

    static double median(List<Courier> couriers, Function<Courier, Latencies> which) {
        return Latencies.merged(couriers.stream().map(which).toList()).micros(0.5) / 1e3;
    }
}
