package org.portreeve.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One large file over and over, on one connection. */
record Bulk(boolean upload, Security security) implements Workload {

    @Override
    public Sample run(RunningServer server, double seconds, Watchdog watchdog) throws IOException {
        long size = server.bulkBytes();
        try (FtpClient client = FtpClient.login(watchdog, server.port(), security.sessions())) {
            client.command("TYPE I", '2');
            Workers.Turn turn = upload
                    ? () -> client.store("upload.bin", size)
                    : () -> client.retrieve(RunningServer.BULK_FILE, size);
            Meter meter = new Meter(server);
            long turns = Workers.repeat(List.of(turn), seconds);
            Meter.Reading reading = meter.read();
            String what = "Bulk " + (upload ? "STOR, " : "RETR, ") + security;
            Map<Figure, Double> figures = new LinkedHashMap<>();
            figures.put(Figure.more(what + ", MB/s"), turns * size / 1e6 / reading.elapsed());
            figures.put(Figure.less(what + ", server CPU a GB, s"), reading.server() / (turns * size / 1e9));
            return new Sample(figures, reading.clientLimited(1), Set.of());
        }
    }
}
