package org.portreeve.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same turn over and over, each worker on a thread of its own, until the time is up. */
final class Workers {
    private Workers() {}

    /** What a worker repeats. */
    interface Turn {
        void run() throws IOException;
    }

    /** How often all of them together have done it: each at least once. */
    static long repeat(List<? extends Turn> workers, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (Turn worker : workers) {
                counts.add(threads.submit(() -> repeat(worker, end)));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long repeat(Turn turn, long end) throws IOException {
        long turns = 0;
        do {
            turn.run();
            turns++;
        } while (System.nanoTime() < end);
        return turns;
    }
}
