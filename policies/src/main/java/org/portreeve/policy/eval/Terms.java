package org.portreeve.policy.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.SizeRange;
import org.portreeve.policy.check.Window;

/**
 * What of a box is left for each request to answer, once session class, operation and path have been looked up.
 *
 * @param expires the epoch second from which the box no longer holds
 */
record Terms(
        @Nullable Set<String> commands,
        @Nullable List<SizeRange> sizes,
        @Nullable Timetable during,
        long expires) {

    static Terms of(Box box, WallClock clock, Map<List<Window>, Timetable> timetables) {
        return new Terms(
                box.commands().orElse(null),
                box.sizes().orElse(null),
                box.during()
                        .map(windows -> timetables.computeIfAbsent(windows, Timetable::new))
                        .orElse(null),
                box.expires().map(clock::endOf).orElse(Long.MAX_VALUE));
    }

    static int[] patterns(Box box, PathIndex.Builder paths) {
        return box.paths().orElse(List.of()).stream()
                .mapToInt((PathPattern each) -> paths.add(each))
                .toArray();
    }

    boolean isEmpty() {
        return commands == null && sizes == null && during == null && expires == Long.MAX_VALUE;
    }

    boolean hold(Moment moment) {
        return (commands == null || commands.contains(moment.verb()))
                && (sizes == null || anyHolds(sizes, moment))
                && (expires == Long.MAX_VALUE || moment.at().getEpochSecond() < expires)
                && (during == null || during.holds(moment.clock().minuteOfWeek(moment.at())));
    }

    /** Only what moves a file has a size. */
    private static boolean anyHolds(List<SizeRange> sizes, Moment moment) {
        Operation operation = moment.operation();
        if (operation == null || !Moment.SIZED.contains(operation)) {
            return false;
        }
        long size = moment.size();
        for (int index = 0; index < sizes.size(); index++) {
            SizeRange range = sizes.get(index);
            if (size < 0 ? range.unknown() : !range.unknown() && range.least() <= size && size <= range.most()) {
                return true;
            }
        }
        return false;
    }
}
