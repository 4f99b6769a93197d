package org.portreeve.status;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name. Safe for any number of threads; holds at most {@value #MOST} names, the rest are counted together. */
public final class Tally {

    /** Where names are counted that came when there were too many. */
    static final String OTHERS = "(others)";

    private static final int MOST = 10_000;

    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one, and tells whether it was the first of its name. */
    public boolean add(String name) {
        LongAdder known = counts.get(name);
        if (known != null) {
            known.increment();
            return false;
        }
        String key = counts.size() < MOST ? name : OTHERS;
        LongAdder fresh = new LongAdder();
        LongAdder before = counts.putIfAbsent(key, fresh);
        (before == null ? fresh : before).increment();
        return before == null;
    }

    /** The counts of this moment, by name. */
    public Map<String, Long> counts() {
        Map<String, Long> now = new TreeMap<>();
        counts.forEach((name, count) -> now.put(name, count.sum()));
        return now;
    }

    public void clear() {
        counts.clear();
    }
}
