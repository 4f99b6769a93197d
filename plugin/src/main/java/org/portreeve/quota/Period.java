package org.portreeve.quota;

/**
 * The stretch of time that a book looks at. What is committed goes into a slot; what counts are the slots from
 * {@code from} on. A day by the calendar is one slot, the last ten minutes are many, and what is stored has but one.
 *
 * @param slot where new amounts go, in milliseconds since 1970 or 0 for {@link #ALWAYS}
 * @param from the oldest slot that still counts; the ones before may be forgotten
 */
public record Period(long slot, long from) {

    /** Of what counts for as long as it is there. */
    public static final Period ALWAYS = new Period(0, 0);

    public Period {
        if (from > slot) {
            throw new IllegalArgumentException("a period that does not count its own slot");
        }
    }
}
