package org.portreeve.status;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Where a candidate policy differs from the live one: counted by kind and rule, with the first example of each. */
public final class Differences {

    private static final int MOST = 1_000;
    private static final int LONGEST = 300;

    private final ConcurrentMap<Key, Entry> entries = new ConcurrentHashMap<>();

    /** How the candidate's answer differs from the live one. */
    public enum Kind {
        WOULD_REFUSE("would-refuse"),
        WOULD_ALLOW("would-allow"),
        OTHER_REPLY("other-reply");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /** As it is written in logs and in the status. */
        public String symbol() {
            return symbol;
        }
    }

    /**
     * @param rule the rule that makes the difference: the candidate's where it refuses, else the live one that refuses
     */
    private record Key(Kind kind, String rule) {}

    private record Entry(String example, LongAdder count) {}

    /**
     * One line of the result.
     *
     * @param example the first request that was answered differently; holds no secret
     */
    public record Difference(String kind, String rule, long count, String example) {}

    /** Counts one, and tells whether it was the first of its kind and rule. */
    public boolean add(Kind kind, String rule, String example) {
        Key key = new Key(kind, rule);
        Entry known = entries.get(key);
        if (known == null && entries.size() < MOST) {
            known = new Entry(shortened(example), new LongAdder());
            Entry before = entries.putIfAbsent(key, known);
            if (before == null) {
                known.count().increment();
                return true;
            }
            known = before;
        }
        if (known != null) {
            known.count().increment();
        }
        return false;
    }

    private static String shortened(String example) {
        return example.length() <= LONGEST ? example : example.substring(0, LONGEST) + "…";
    }

    /** All of this moment, by kind and rule. */
    public List<Difference> all() {
        Map<String, Difference> sorted = new TreeMap<>();
        entries.forEach((key, entry) -> sorted.put(
                key.kind() + " " + key.rule(),
                new Difference(key.kind().symbol(), key.rule(), entry.count().sum(), entry.example())));
        return List.copyOf(sorted.values());
    }

    public void clear() {
        entries.clear();
    }
}
