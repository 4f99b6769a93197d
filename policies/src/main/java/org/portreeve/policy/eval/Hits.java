package org.portreeve.policy.eval;

import java.util.Arrays;

/**
 * The patterns that the path of one request fits. One a thread, used again and again, so that a decision makes no garbage.
 * Numbers only: to keep objects of a request in an old object would cost the collector more than the rest of the decision.
 */
final class Hits {
    private static final ThreadLocal<Hits> OF_THREAD = ThreadLocal.withInitial(Hits::new);
    private static final int USUAL = 32;

    private int[] patterns = new int[USUAL];
    private int count;

    /** This thread's, empty. Whoever was using it must be done. */
    static Hits ofThread() {
        Hits hits = OF_THREAD.get();
        hits.count = 0;
        return hits;
    }

    /** A pattern may be added more than once. */
    void add(int pattern) {
        if (count == patterns.length) {
            patterns = Arrays.copyOf(patterns, count * 2);
        }
        patterns[count++] = pattern;
    }

    int count() {
        return count;
    }

    int get(int index) {
        return patterns[index];
    }
}
