package org.portreeve.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while which uploads were refused after their 150. FileZilla, for one, sends such a file again and again
 * as long as bytes move, and takes only a refusal in place of the 150 for final.
 *
 * <p>It remembers, and decides nothing. Each refused retry begins the while anew, up to a bound, so that what is tried
 * without end is let as far as its 150 now and then. Its room is fixed: names are kept as digests, and the oldest goes
 * first. Safe for any number of threads.
 */
public final class RetryGuard {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final int CAPACITY = 10_000;

    private final InstantSource clock;
    private final Duration window;
    private final Duration bound;
    private final int capacity;

    /** In the order of the last refusal, the oldest first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Whose upload it was.
     *
     * @param edition what was in force then; under anything else nothing is remembered
     * @param user the user's name
     * @param path the absolute virtual path
     */
    public record Attempt(String edition, String user, String path) {}

    /**
     * What is remembered of an upload.
     *
     * @param setback how far it came
     * @param times how often in a row it came just as far
     */
    public record Memory(Setback setback, int times) {}

    private record Entry(Memory memory, Instant first, Instant until) {}

    public RetryGuard(InstantSource clock) {
        this(clock, WINDOW, BOUND, CAPACITY);
    }

    /**
     * @param window for how long a refusal is remembered
     * @param bound for how long at most, however often it is refused again
     * @param capacity how many are remembered at most
     */
    RetryGuard(InstantSource clock, Duration window, Duration bound, int capacity) {
        this.clock = clock;
        this.window = window;
        this.bound = bound;
        this.capacity = capacity;
    }

    /** An upload was refused after its 150. */
    public synchronized void remember(Attempt attempt, Setback setback) {
        Instant now = clock.instant();
        String key = digest(attempt);
        @Nullable Entry before = entries.remove(key);
        boolean same = before != null
                && now.isBefore(before.until())
                && before.memory().setback().equals(setback);
        int times = before != null && same ? before.memory().times() + 1 : 1;
        entries.put(key, new Entry(new Memory(setback, times), now, now.plus(window)));
        if (entries.size() > capacity) {
            Iterator<String> oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** How far this upload came the last time, if that was refused a short while ago. */
    public synchronized Optional<Memory> recall(Attempt attempt) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String key = digest(attempt);
        @Nullable Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(entry.until())) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.memory());
    }

    /** It was tried again, and refused in place of the 150. */
    public synchronized void refusedAgain(Attempt attempt) {
        String key = digest(attempt);
        Entry entry = entries.remove(key);
        if (entry != null) {
            Instant next = clock.instant().plus(window);
            Instant last = entry.first().plus(bound);
            entries.put(key, new Entry(entry.memory(), entry.first(), next.isBefore(last) ? next : last));
        }
    }

    /** What stood in its way is gone. */
    public synchronized void forget(Attempt attempt) {
        entries.remove(digest(attempt));
    }

    private static String digest(Attempt attempt) {
        return Digest.of(attempt.edition(), attempt.user(), attempt.path());
    }
}
