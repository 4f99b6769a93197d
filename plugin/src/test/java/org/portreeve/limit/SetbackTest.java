package org.portreeve.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SetbackTest {

    @Test
    void theSameUpload_comesToTheSameSize() {
        assertThat(new Setback(0, 600).sizeAgain(0, 600)).isEqualTo(600);
        assertThat(new Setback(400, 600).sizeAgain(400, 600)).isEqualTo(1000);
    }

    @Test
    void whatIsAppendedToLess_comesToLess() {
        assertThat(new Setback(400, 600).sizeAgain(100, 600)).isEqualTo(700);
    }

    @Test
    void whatGoesOnWhereItBrokeOff_comesToNoMore() {
        assertThat(new Setback(0, 600).sizeAgain(500, 600)).isEqualTo(600);
    }

    @Test
    void aSmallerOne_comesToLess() {
        assertThat(new Setback(0, 600).sizeAgain(0, 599)).isEqualTo(599);
    }

    @Test
    void sizesBeyondAllBounds_stayPositive() {
        assertThat(new Setback(Long.MAX_VALUE, 1).sizeAgain(Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void lessThanNothing_isNoUpload() {
        assertThatThrownBy(() -> new Setback(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
