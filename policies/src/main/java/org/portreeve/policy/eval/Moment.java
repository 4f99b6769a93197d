package org.portreeve.policy.eval;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Operation;

/** One request while it is decided, and the patterns that its path fits. One a thread, used again, so that none is made. */
final class Moment {
    static final Set<Operation> SIZED =
            EnumSet.of(Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    private static final ThreadLocal<Moment> OF_THREAD = ThreadLocal.withInitial(Moment::new);
    private static final int USUAL = 32;

    private int[] patterns = new int[USUAL];
    private int count;
    private @Nullable Operation operation;
    private String verb = "";
    private long size;
    private Instant at = Instant.EPOCH;
    private @Nullable WallClock clock;

    private Moment() {}

    /** This thread's, without patterns. */
    static Moment of(@Nullable Operation operation, String verb, long size, Instant at, WallClock clock) {
        Moment moment = OF_THREAD.get();
        moment.count = 0;
        moment.operation = operation;
        moment.verb = verb;
        moment.size = size;
        moment.at = at;
        moment.clock = clock;
        return moment;
    }

    /** A pattern may be added more than once. */
    void add(int pattern) {
        if (count == patterns.length) {
            patterns = Arrays.copyOf(patterns, count * 2);
        }
        patterns[count++] = pattern;
    }

    int patterns() {
        return count;
    }

    int pattern(int index) {
        return patterns[index];
    }

    boolean fitsAny(int[] wanted) {
        for (int pattern : wanted) {
            for (int index = 0; index < count; index++) {
                if (patterns[index] == pattern) {
                    return true;
                }
            }
        }
        return false;
    }

    @Nullable
    Operation operation() {
        return operation;
    }

    String verb() {
        return verb;
    }

    long size() {
        return size;
    }

    Instant at() {
        return at;
    }

    WallClock clock() {
        return java.util.Objects.requireNonNull(clock);
    }
}
