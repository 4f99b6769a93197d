package org.portreeve.ftp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, put forward when it is told to. */
final class TestClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    void putForward(Duration by) {
        ahead = ahead.plus(by);
    }
}
