package org.portreeve.policy.check;

import java.time.DayOfWeek;
import java.util.Set;

/**
 * A time of the week by the clock on the wall in the policy's zone, written {@code mon-fri 08:00-18:00}.
 *
 * <p>When clocks go forward the hour that is left out is in no window; when they go back, the hour that comes twice is in
 * the window both times.
 *
 * @param days the days on which it begins
 * @param from minute of the day of the beginning, 0 to 1439, inclusive
 * @param to minute of the day of the end, 1 to 1440, exclusive; if it is not after {@code from}, the end is on the next day
 */
public record Window(Set<DayOfWeek> days, int from, int to) {
    private static final int MINUTES_A_DAY = 24 * 60;

    public Window {
        days = Set.copyOf(days);
        if (days.isEmpty() || from < 0 || from >= MINUTES_A_DAY || to < 1 || to > MINUTES_A_DAY || from == to) {
            throw new IllegalArgumentException("no such window: " + days + " " + from + " " + to);
        }
    }

    public boolean wraps() {
        return to < from;
    }
}
