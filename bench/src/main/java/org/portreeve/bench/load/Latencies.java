package org.portreeve.bench.load;

import java.util.Arrays;
import java.util.List;

/** How long each of many things took. For one thread. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    static Latencies merged(List<Latencies> parts) {
        Latencies all = new Latencies();
        for (Latencies part : parts) {
            for (int at = 0; at < part.count; at++) {
                all.add(part.nanos[at]);
            }
        }
        return all;
    }

    /** In microseconds, of at least one that was added; 0.5 is the median. */
    double micros(double quantile) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (quantile * count))] / 1e3;
    }
}
