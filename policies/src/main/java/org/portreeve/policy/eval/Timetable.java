package org.portreeve.policy.eval;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.portreeve.policy.check.Window;

/** The windows of a {@code during} as the minutes of the week at which they begin and end, in turn. Immutable. */
final class Timetable {
    private final int[] edges;
    private final WallClock clock;

    Timetable(List<Window> windows, WallClock clock) {
        this.clock = clock;
        BitSet week = new BitSet(WallClock.MINUTES_A_WEEK);
        for (Window window : windows) {
            for (DayOfWeek day : window.days()) {
                int midnight = (day.getValue() - 1) * WallClock.MINUTES_A_DAY;
                int end = midnight + window.to() + (window.wraps() ? WallClock.MINUTES_A_DAY : 0);
                week.set(midnight + window.from(), Math.min(end, WallClock.MINUTES_A_WEEK));
                week.set(0, Math.max(0, end - WallClock.MINUTES_A_WEEK));
            }
        }
        this.edges = edges(week);
    }

    private static int[] edges(BitSet week) {
        int[] edges = new int[WallClock.MINUTES_A_WEEK];
        int size = 0;
        int begin = week.nextSetBit(0);
        while (begin >= 0) {
            int end = week.nextClearBit(begin);
            edges[size++] = begin;
            edges[size++] = end;
            begin = week.nextSetBit(end);
        }
        return Arrays.copyOf(edges, size);
    }

    boolean holds(Instant at) {
        int found = Arrays.binarySearch(edges, clock.minuteOfWeek(at));
        int passed = found >= 0 ? found + 1 : -found - 1;
        return (passed & 1) == 1;
    }
}
