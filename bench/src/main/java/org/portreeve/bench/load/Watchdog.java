package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes what it guards when the time is up: nobody waits for ever for a server, and no read needs a timeout. */
final class Watchdog implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private final Set<Channel> guarded = ConcurrentHashMap.newKeySet();
    private final Future<?> alarm;
    private volatile boolean bitten;

    Watchdog(Duration time) {
        alarm = CLOCK.schedule(this::bite, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void guard(Channel channel) throws IOException {
        guarded.add(channel);
        if (bitten) {
            channel.close();
        }
    }

    void release(Channel channel) {
        guarded.remove(channel);
    }

    /** Whether the time was up before {@link #close}. */
    boolean bitten() {
        return bitten;
    }

    private void bite() {
        bitten = true;
        for (Channel channel : guarded) {
            try {
                channel.close();
            } catch (IOException e) {
                // it is not used any more either way
            }
        }
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}
