package org.portreeve.policy.testing;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments as people say them. A weekday lies behind us, so that what ends in time, an exception say, still holds on it
 * until it has ended. A time that the clocks leave out in spring is the one an hour later; of one that comes
 * twice in autumn the first is meant.
 */
final class Moment {
    private static final Pattern FORM = Pattern.compile("([a-z]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2})");

    private final ZoneId zone;
    private final Instant now;

    Moment(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** {@code wed 12:00}, on the last such day, today included, or {@code 2026-12-03 12:00}. */
    Optional<Instant> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String day = form.group(1);
        try {
            LocalTime time = LocalTime.parse(form.group(2));
            if (Character.isDigit(day.charAt(0))) {
                return Optional.of(
                        LocalDate.parse(day).atTime(time).atZone(zone).toInstant());
            }
            return weekday(day).map(each -> last(each, time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant last(DayOfWeek day, LocalTime time) {
        LocalDate date = ZonedDateTime.ofInstant(now, zone).toLocalDate().with(TemporalAdjusters.previousOrSame(day));
        return date.atTime(time).atZone(zone).toInstant();
    }

    private static Optional<DayOfWeek> weekday(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(each ->
                        each.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
