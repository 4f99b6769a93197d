package org.portreeve.reply;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Bytes for people: {@code 1.5 GiB}. */
public final class ByteSize {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final int STEP = 1024;

    private ByteSize() {}

    /** In steps of 1024, with two places at the most; never more than it is. */
    public static String of(long bytes) {
        BigDecimal size = BigDecimal.valueOf(bytes);
        int unit = 0;
        while (size.compareTo(BigDecimal.valueOf(STEP)) >= 0 && unit < UNITS.size() - 1) {
            size = size.divide(BigDecimal.valueOf(STEP));
            unit++;
        }
        BigDecimal shown = size.setScale(2, RoundingMode.DOWN).stripTrailingZeros();
        return shown.toPlainString() + " " + UNITS.get(unit);
    }
}
