package org.portreeve.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Time, and the CPU time that the server and this client spend in it. */
final class Meter {
    private static final OperatingSystemMXBean CLIENT =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NEARLY_ALL = 0.85;

    private final RunningServer server;
    private final long serverStart;
    private final long clientStart = CLIENT.getProcessCpuTime();
    private final long start = System.nanoTime();

    Meter(RunningServer server) throws IOException {
        this.server = server;
        this.serverStart = server.cpu().nanos();
    }

    Reading read() throws IOException {
        long elapsed = System.nanoTime() - start;
        long client = CLIENT.getProcessCpuTime() - clientStart;
        return new Reading(elapsed / 1e9, (server.cpu().nanos() - serverStart) / 1e9, client / 1e9);
    }

    /** In seconds. */
    record Reading(double elapsed, double server, double client) {

        /** The client had no time left of its threads, or took more of a busy machine than the server did. */
        boolean clientLimited(int threads) {
            int cores = Runtime.getRuntime().availableProcessors();
            boolean full = client + server >= NEARLY_ALL * cores * elapsed;
            return client >= NEARLY_ALL * Math.min(threads, cores) * elapsed || (full && client > server);
        }
    }
}
