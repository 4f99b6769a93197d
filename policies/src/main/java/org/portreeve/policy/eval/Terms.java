package org.portreeve.policy.eval;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.Box;
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
    private static final Set<Operation> SIZED =
            EnumSet.of(Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    static Terms of(Box box, WallClock clock, Map<List<Window>, Timetable> timetables) {
        return new Terms(
                box.commands().orElse(null),
                box.sizes().orElse(null),
                box.during()
                        .map(windows -> timetables.computeIfAbsent(windows, each -> new Timetable(each, clock)))
                        .orElse(null),
                box.expires().map(clock::endOf).orElse(Long.MAX_VALUE));
    }

    boolean isEmpty() {
        return commands == null && sizes == null && during == null && expires == Long.MAX_VALUE;
    }

    boolean hold(@Nullable Operation operation, String verb, long size, Instant at) {
        return (commands == null || commands.contains(verb))
                && (sizes == null || fits(operation, size))
                && (expires == Long.MAX_VALUE || at.getEpochSecond() < expires)
                && (during == null || during.holds(at));
    }

    /** Only what moves a file has a size. */
    private boolean fits(@Nullable Operation operation, long size) {
        if (sizes == null || operation == null || !SIZED.contains(operation)) {
            return false;
        }
        for (int index = 0; index < sizes.size(); index++) {
            SizeRange range = sizes.get(index);
            if (size < 0 ? range.unknown() : !range.unknown() && range.least() <= size && size <= range.most()) {
                return true;
            }
        }
        return false;
    }
}
