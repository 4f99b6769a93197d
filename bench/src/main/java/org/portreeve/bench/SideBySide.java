package org.portreeve.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.ftpserver.ftplet.FtpException;

/**
 * A bare FtpServer and the same with Portreeve in it, one after the other in this process, in rounds whose order
 * alternates; prints a Markdown table. Arguments: rounds (3) and seconds a measurement (1.5). Ends in two minutes at
 * most: a round that would not fit is left out.
 */
public final class SideBySide {
    private static final Duration TIME = Duration.ofSeconds(105);
    private static final double WARM_UP_SECONDS = 1.0;

    private final double seconds;
    private final Results results = new Results();

    private SideBySide(double seconds) {
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws FtpException, IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1.5;
        new SideBySide(seconds).run(rounds);
    }

    private void run(int rounds) throws FtpException, IOException {
        long start = System.nanoTime();
        for (BenchServer.Kind kind : BenchServer.Kind.values()) {
            measure(kind, WARM_UP_SECONDS);
        }
        long longest = 0;
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            if (begin - start + longest > TIME.toNanos()) {
                System.err.println("no time for more than " + round + " rounds");
                break;
            }
            round(round % 2 == 0);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        System.out.print(results.markdown());
    }

    private void round(boolean bareFirst) throws FtpException, IOException {
        List<BenchServer.Kind> order = bareFirst
                ? List.of(BenchServer.Kind.BARE, BenchServer.Kind.PORTREEVE)
                : List.of(BenchServer.Kind.PORTREEVE, BenchServer.Kind.BARE);
        Map<BenchServer.Kind, Map<Load, Double>> both = new EnumMap<>(BenchServer.Kind.class);
        for (BenchServer.Kind kind : order) {
            both.put(kind, measure(kind, seconds));
        }
        results.add(both);
    }

    private static Map<Load, Double> measure(BenchServer.Kind kind, double seconds) throws FtpException, IOException {
        Map<Load, Double> figures = new EnumMap<>(Load.class);
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                BenchServer server = BenchServer.start(kind, directory.path())) {
            for (Load load : Load.values()) {
                figures.put(load, load.measure(server, seconds));
            }
        }
        return figures;
    }
}
