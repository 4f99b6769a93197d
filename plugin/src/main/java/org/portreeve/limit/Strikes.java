package org.portreeve.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures that a client repeats although nothing has changed, and tells for a while that there were too many. What
 * is told prolongs nothing: only further failures do.
 *
 * <p>It remembers, and decides nothing. Its room is fixed: names are kept as digests, and what failed longest ago goes
 * first. Safe for any number of threads.
 */
public final class Strikes {

    private static final int OWNERS = 1_000;
    private static final int THINGS = 100;

    private final InstantSource clock;
    private final int most;
    private final Duration memory;
    private final Duration pause;
    private final int owners;
    private final int things;

    /** In the order of the last failure, the oldest first; so are those of each owner. */
    private final Map<String, Map<String, Entry>> entries = new LinkedHashMap<>();

    /**
     * What failed.
     *
     * @param owner who is cleared in one go, and in what times, such as a user under one policy
     * @param thing what is counted by itself, such as a path
     */
    public record Failure(Owner owner, String thing) {}

    /** Two words that say whose failures are counted together. */
    public record Owner(String first, String second) {}

    private record Entry(int count, Instant last) {}

    /**
     * @param most how many failures are too many
     * @param memory how long after the last one they are counted on
     * @param pause how long after the last one there are too many, no longer than the memory
     */
    public Strikes(InstantSource clock, int most, Duration memory, Duration pause) {
        this(clock, most, memory, pause, OWNERS, THINGS);
    }

    /**
     * @param owners how many are remembered at most
     * @param things how many of each are remembered at most
     */
    Strikes(InstantSource clock, int most, Duration memory, Duration pause, int owners, int things) {
        this.clock = clock;
        this.most = most;
        this.memory = memory;
        this.pause = pause;
        this.owners = owners;
        this.things = things;
    }

    /** It failed once more. */
    public synchronized void add(Failure failure) {
        Instant now = clock.instant();
        String owner = digest(failure.owner());
        Map<String, Entry> own = entries.remove(owner);
        if (own == null) {
            own = new LinkedHashMap<>();
        }
        entries.put(owner, own);
        String thing = Digest.of(failure.thing());
        @Nullable Entry before = own.remove(thing);
        boolean counts = before != null && now.isBefore(before.last().plus(memory));
        own.put(thing, new Entry(before != null && counts ? Math.min(before.count(), most) + 1 : 1, now));
        dropOldest(own, things);
        dropOldest(entries, owners);
    }

    private static void dropOldest(Map<String, ?> map, int capacity) {
        if (map.size() > capacity) {
            Iterator<String> oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Whether it has failed too often, and the last time a short while ago. */
    public synchronized boolean areTooMany(Failure failure) {
        if (entries.isEmpty()) {
            return false;
        }
        Map<String, Entry> own = entries.get(digest(failure.owner()));
        @Nullable Entry entry = own == null ? null : own.get(Digest.of(failure.thing()));
        return entry != null
                && entry.count() >= most
                && clock.instant().isBefore(entry.last().plus(pause));
    }

    /** It works again, whatever of it failed. */
    public synchronized void clear(Owner owner) {
        if (!entries.isEmpty()) {
            entries.remove(digest(owner));
        }
    }

    private static String digest(Owner owner) {
        return Digest.of(owner.first(), owner.second());
    }
}
