package org.portreeve.quota;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Counts what is stored and what was moved, and what is promised to transfers under way. What is committed and what is
 * promised never exceed together the limit that {@link #reserve} was given, however many transfers run at once, on however
 * many servers.
 *
 * <p>Safe for any number of threads. Amounts are bytes or files, never negative unless said. A promise belongs to the book,
 * not to a slot: it counts in each period until it is released or committed.
 */
public interface QuotaLedger extends AutoCloseable {

    /** What is committed in the period; 0 for a book that nobody has written to. */
    long used(BookId id, Period period) throws LedgerException;

    /** {@link #used} and what is promised to transfers under way, those of other servers included. */
    long taken(BookId id, Period period) throws LedgerException;

    /** Whether an amount fits under {@code max} at this moment; who wants to be sure of it has it promised. */
    default boolean fits(BookId id, Period period, long amount, long max) throws LedgerException {
        return amount <= 0 || amount <= max - taken(id, period);
    }

    /**
     * Promises an amount, if it fits under {@code max} with all that is taken already; else changes nothing. Nothing always
     * fits.
     *
     * @throws LedgerException if the books cannot be asked; nothing is promised
     */
    boolean reserve(BookId id, Period period, long amount, long max) throws LedgerException;

    /** Takes a promise back. */
    void release(BookId id, long promised);

    /**
     * Takes a promise back and commits what came of it. Never fails: what is committed is kept, and written when it can be.
     *
     * @param promised the amount that was promised and is now free again
     * @param change what counts more (or, if negative, less) than before, promised or not; no book falls below zero
     */
    void commit(BookId id, Period period, long promised, long change);

    /** Whether the book says what is on disk: it was counted, and no server has died while it changed the files. */
    boolean isCounted(BookId id) throws LedgerException;

    /**
     * Counts books anew, which must be of what is stored. Meanwhile files may change; the ledger sees to it that each change
     * is in the count or is added to it, and asks for another count if need be. Promises stay.
     *
     * @param ids the books
     * @param count tells what is on disk
     * @return of each book, in the order of {@code ids}, what it said and what it says now
     * @throws IOException what {@code count} throws; the books stay as they were
     */
    List<Difference> recount(List<BookId> ids, Count count) throws IOException;

    /** Looks at the disk. */
    interface Count {
        /** What there is, in the order of the books. */
        long[] amounts() throws IOException;
    }

    /**
     * Changes files and the books about them as one step, as far as a recount and other servers can tell. Inside, nothing
     * is recounted.
     *
     * @param ids all books that the change may commit to
     */
    void change(Collection<BookId> ids, Change change) throws IOException;

    /** Changes files, and commits what that means. */
    interface Change {
        void run() throws IOException;
    }

    /**
     * Forgets books of what is stored that nobody keeps any more: if their limits come back, they are counted anew.
     *
     * @param scopes the limits that are in force; of other limits and scopes no book of what is stored remains
     */
    void keepOnly(Set<Scope> scopes) throws LedgerException;

    /**
     * What one limit counts.
     *
     * @param limit as in {@link BookId}
     * @param fingerprint as {@link BookId#scope}
     */
    record Scope(String limit, String fingerprint) {}

    /**
     * Bytes that belong to these books alone: the same at the next start and on every server that shares them. Secrets are
     * called by digests with them.
     */
    byte[] salt() throws LedgerException;

    /** Sees to it that the books can be asked. */
    default void open() throws LedgerException {}

    /** Returns when all that was committed before survives a power failure. */
    void sync() throws LedgerException;

    @Override
    void close();
}
