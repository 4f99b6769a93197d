package org.portreeve.quota;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The books as an administrator sees them, also from another process while servers keep them. A running server sees a
 * change within a fraction of a second; what its transfers commit afterwards is added.
 */
public interface LedgerBooks extends AutoCloseable {

    /** The books that pass, in the order of their names. */
    List<BookEntry> list(Predicate<BookId> filter) throws LedgerException;

    /**
     * The fullest books.
     *
     * @param most how many at most
     * @param period tells which stretch of time counts for a book
     */
    default List<BookEntry> top(int most, Predicate<BookId> filter, Function<BookId, Period> period)
            throws LedgerException {
        Comparator<BookEntry> byUse = Comparator.comparingLong(entry -> entry.used(period.apply(entry.book())));
        return list(filter).stream().sorted(byUse.reversed()).limit(most).toList();
    }

    /** Lets a book say that so much is used in the period, all in its newest slot. */
    void set(BookId book, Period period, long amount) throws LedgerException;

    /**
     * Begins anew: what was moved is forgotten, and what is stored is counted before it is needed next.
     *
     * @return whether there is such a book
     */
    boolean reset(BookId book) throws LedgerException;

    @Override
    void close();
}
