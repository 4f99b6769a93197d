package org.portreeve.policy.eval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The clock on the wall in a zone, by the minute of the week. Remembers the offset until the next change. */
final class WallClock {
    static final int MINUTES_A_DAY = 24 * 60;
    static final int MINUTES_A_WEEK = 7 * MINUTES_A_DAY;
    private static final int SECONDS_A_MINUTE = 60;

    /** The epoch was a Thursday. */
    private static final long EPOCH_MINUTE = 3L * MINUTES_A_DAY;

    private final ZoneId zone;
    private final ZoneRules rules;

    /** Written by whoever needs another; all writers would write the same. */
    private volatile Offset offset = new Offset(0, 0, 0);

    /** In force from {@code from}, before {@code until}. */
    private record Offset(long from, long until, int seconds) {}

    WallClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** From 0, Monday 00:00. */
    int minuteOfWeek(Instant at) {
        long second = at.getEpochSecond();
        Offset known = offset;
        if (second < known.from() || second >= known.until()) {
            known = offsetAt(at);
            offset = known;
        }
        long minute = Math.floorDiv(second + known.seconds(), SECONDS_A_MINUTE);
        return (int) Math.floorMod(minute + EPOCH_MINUTE, (long) MINUTES_A_WEEK);
    }

    private Offset offsetAt(Instant at) {
        ZoneOffsetTransition before = rules.previousTransition(at.plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(at);
        return new Offset(
                before == null ? Long.MIN_VALUE : before.toEpochSecond(),
                after == null ? Long.MAX_VALUE : after.toEpochSecond(),
                rules.getOffset(at).getTotalSeconds());
    }

    /** The epoch second in which the day after this one begins. */
    long endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toEpochSecond();
    }
}
