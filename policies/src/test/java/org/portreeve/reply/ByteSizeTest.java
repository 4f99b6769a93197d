package org.portreeve.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "1610612736, 1.5 GiB",
        "1073741823, 1023.99 MiB",
        "10737418240, 10 GiB",
        "9223372036854775807, 8388607.99 TiB"
    })
    void bytes_areSaidInTheLargestUnit_andNeverRoundedUp(long bytes, String said) {
        assertThat(ByteSize.of(bytes)).isEqualTo(said);
        assertThat(said.length()).isLessThanOrEqualTo(Placeholder.MAX.longest());
    }
}
