package org.portreeve.policy.testing;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portreeve.policy.Request;

/** Sizes in a question. */
final class Sizes {
    static final long UNKNOWN = Request.UNKNOWN_SIZE;

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,19}) ?(B|KiB|MiB|GiB|TiB)?");
    private static final Map<String, Long> UNITS =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Sizes() {}

    /** {@code 500}, {@code 10MiB} or {@code unknown}. */
    static Optional<Long> parse(String text) {
        if (text.equals("unknown")) {
            return Optional.of(UNKNOWN);
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        String unit = size.group(2) == null ? "B" : size.group(2);
        try {
            return Optional.of(Math.multiplyExact(Long.parseLong(size.group(1)), UNITS.getOrDefault(unit, 1L)));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
