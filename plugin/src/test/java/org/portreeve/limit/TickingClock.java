package org.portreeve.limit;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes when it is told to. */
final class TickingClock implements InstantSource {

    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    void tick(int seconds) {
        now = now.plusSeconds(seconds);
    }
}
