package org.portreeve.ftp.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 50);
    private final Turn turn = new Turn(clock::get);

    @Test
    void recounting_restsTwentyTimesAsLongAsItWorked() throws Exception {
        assertThat(turn.recount(() -> clock.addAndGet(10))).isTrue();

        clock.addAndGet(199);
        assertThat(turn.recount(() -> clock.addAndGet(10))).isFalse();

        clock.addAndGet(1);
        assertThat(turn.recount(() -> clock.addAndGet(10))).isTrue();
    }

    @Test
    void recounting_thatCostsNothing_needsNoRest() throws Exception {
        assertThat(turn.recount(() -> {})).isTrue();
        assertThat(turn.recount(() -> {})).isTrue();
    }
}
