package org.portreeve.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes or files, as they are written in policies. */
final class Amount {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18})(B|KiB|MiB|GiB|TiB)?");
    private static final Map<String, Integer> SHIFTS = Map.of("KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);

    private Amount() {}

    /** {@code 500} or {@code 10MiB}. */
    static Optional<Long> of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(shape.group(1));
        String unit = shape.group(2);
        int shift = unit == null ? 0 : SHIFTS.getOrDefault(unit, 0);
        return number > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(number << shift);
    }
}
