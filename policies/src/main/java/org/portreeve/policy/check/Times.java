package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;
import org.portreeve.policy.diagnostic.Words;

/** Reads dates, lengths of time and time zones. */
final class Times {
    static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9}) ?([A-Za-z]*)");
    static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Diagnostics findings;

    Times(Diagnostics findings) {
        this.findings = findings;
    }

    /** A day, {@code 2027-06-30}. */
    Optional<LocalDate> date(Scalar word) {
        try {
            if (DATE.matcher(word.text()).matches()) {
                return Optional.of(LocalDate.parse(word.text()));
            }
        } catch (DateTimeException e) {
            return bad(word, "there is no day " + quote(word.text()), "look at the month's length.");
        }
        return bad(word, quote(word.text()) + " is not a date", "write year, month and day: 2027-06-30.");
    }

    /** So and so long, {@code 15m}. */
    Optional<Duration> length(Scalar word) {
        Matcher length = LENGTH.matcher(word.text());
        if (!length.matches()) {
            return bad(
                    word,
                    quote(word.text()) + " is not a length of time",
                    "write a number and a unit: 30s, 15m, 12h, 7d.");
        }
        String number = length.group(1);
        Duration unit = UNITS.get(length.group(2));
        if (unit == null) {
            String message = length.group(2).isEmpty()
                    ? quote(word.text()) + " has no unit"
                    : "unknown unit " + quote(length.group(2));
            return bad(word, message, meant(number, length.group(2)));
        }
        Duration value = unit.multipliedBy(Long.parseLong(number));
        return value.isZero() || value.compareTo(LONGEST) > 0
                ? bad(word, quote(word.text()) + " is not usable as a length of time", "from 1s to 366d.")
                : Optional.of(value);
    }

    private static String meant(String number, String unit) {
        if (unit.isEmpty()) {
            return "did you mean " + number + "m or " + number + "s ? Units are s, m, h and d.";
        }
        String first = unit.substring(0, 1).toLowerCase(Locale.ROOT);
        boolean known = UNITS.containsKey(first) && !unit.equalsIgnoreCase("month") && !unit.equals("ms");
        return (known ? "did you mean " + number + first + " ? " : "") + "Units are s, m, h and d.";
    }

    /** A time zone by its IANA name. */
    Optional<ZoneId> zone(Scalar word) {
        Set<String> known = ZoneId.getAvailableZoneIds();
        if (word.text().equals("UTC")) {
            return Optional.of(ZoneOffset.UTC);
        }
        if (known.contains(word.text())) {
            return Optional.of(ZoneId.of(word.text()));
        }
        Set<String> sorted = new TreeSet<>(known);
        String tail = "/" + word.text().toLowerCase(Locale.ROOT).replace(' ', '_');
        Optional<String> meant = sorted.stream()
                .filter(each -> each.equalsIgnoreCase(word.text())
                        || each.toLowerCase(Locale.ROOT).endsWith(tail))
                .findFirst()
                .or(() -> Words.nearest(word.text(), sorted));
        findings.error(
                Code.UNKNOWN_VALUE,
                word.span(),
                "unknown time zone " + quote(word.text()),
                meant.map(each -> "did you mean `" + each + "`? ").orElse("")
                        + "Zones are named after a place, for example Europe/Paris, or UTC.");
        return Optional.empty();
    }

    private <T> Optional<T> bad(Scalar word, String message, String help) {
        findings.error(Code.BAD_TIME, word.span(), message, help);
        return Optional.empty();
    }
}
