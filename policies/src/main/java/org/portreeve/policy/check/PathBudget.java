package org.portreeve.policy.check;

/** Bounds the text that alternatives in braces come to when they are written out. For one thread. */
final class PathBudget {
    private static final int MOST_CHARACTERS = 1_000_000;

    private int left = MOST_CHARACTERS;

    /** Whether so many more still fit. */
    boolean take(int characters) {
        left -= Math.min(left, characters);
        return left > 0;
    }
}
