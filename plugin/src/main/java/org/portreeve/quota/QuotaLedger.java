package org.portreeve.quota;

/**
 * Counts what is stored, and what is promised to transfers under way. Reservations and commitments together never
 * exceed the limit that {@link #reserve} was given, however many transfers run at once.
 *
 * <p>Safe for any number of threads. Amounts are bytes or files, never negative unless said.
 */
public interface QuotaLedger {

    /** Whether there is a count under this id. */
    boolean knows(BookId id);

    /** Starts a count with what was found on disk, or corrects its committed part; reservations stay. */
    void recount(BookId id, long counted);

    /** What is committed and reserved together; 0 for an unknown id. */
    long taken(BookId id);

    /** What is reserved by transfers under way; 0 for an unknown id. */
    long reserved(BookId id);

    /** Promises an amount, if it fits under {@code max} with all that is taken already; else changes nothing. */
    boolean reserve(BookId id, long amount, long max);

    /**
     * Ends a reservation and commits what came of it.
     *
     * @param reserved the amount that was reserved and is now free again
     * @param change what is stored more (or, if negative, less) than before
     */
    void settle(BookId id, long reserved, long change);
}
