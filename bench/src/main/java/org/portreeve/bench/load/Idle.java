package org.portreeve.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Memory of a server whose clients have logged in and do nothing. Wants a server that has done nothing else. */
record Idle(Security security, int connections) implements Workload {
    private static final int FIRST = 50; // what the first clients load stays, however many follow

    @Override
    public Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException {
        List<FtpClient> clients = new ArrayList<>();
        try {
            for (int each = 0; each < FIRST; each++) {
                FtpClient.login(watchdog, server.port(), security.sessions()).close();
            }
            Memory before = server.memory();
            for (int each = 0; each < connections; each++) {
                clients.add(FtpClient.login(watchdog, server.port(), security.sessions()));
            }
            return sample(before, server.memory());
        } finally {
            clients.forEach(FtpClient::abandon);
        }
    }

    private Sample sample(Memory before, Memory after) {
        String what = "Idle connection, " + security;
        Map<Figure, Double> figures = new LinkedHashMap<>();
        figures.put(Figure.less(what + ", PSS each, KiB"), each(before.pss(), after.pss()));
        figures.put(Figure.less(what + ", RSS each, KiB"), each(before.rss(), after.rss()));
        if (after.heap() > 0) {
            figures.put(Figure.less(what + ", Java heap each, KiB"), each(before.heap(), after.heap()));
        }
        figures.put(Figure.less(what + ", PSS of all with " + connections + ", MiB"), after.pss() / 1024.0);
        return new Sample(figures, false, Set.of());
    }

    private double each(long before, long after) {
        return (after - before) / (double) connections;
    }
}
