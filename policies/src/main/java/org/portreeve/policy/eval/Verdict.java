package org.portreeve.policy.eval;

/**
 * What some of the rules said to a request, in one number, so that nothing is allocated for it. Not negative: the index of
 * the first rule that allows, and none refuses.
 */
final class Verdict {
    /** No rule spoke. */
    static final int SILENT = Integer.MAX_VALUE;

    /** Something would be refused, or too much is refused for a number: whoever needs to know more must ask each rule. */
    static final int MIXED = -1;

    /** Not a verdict yet: there are conditions. */
    static final int OPEN = Integer.MIN_VALUE;

    private Verdict() {}

    /** Refused; {@code number} is that of {@link Refusals}. */
    static int refused(int number) {
        return -2 - number;
    }

    /** The number of the refusals. */
    static int refusals(int refused) {
        return -2 - refused;
    }

    static boolean isAllowed(int verdict) {
        return verdict >= 0 && verdict != SILENT;
    }

    static boolean isRefused(int verdict) {
        return verdict < MIXED;
    }
}
