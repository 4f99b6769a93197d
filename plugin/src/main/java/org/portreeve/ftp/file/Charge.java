package org.portreeve.ftp.file;

import org.portreeve.quota.LedgerException;

/**
 * What one transfer takes up in one book. Positions are bytes of the file; where files are counted, 1 is the end. Belongs to
 * a {@link Meter}, which sees to it that one thread at a time uses it.
 */
final class Charge {

    private final Book book;
    private long base;
    private long granted;
    private long promised;
    private boolean boundless;

    /** @param base from where on it is charged: what is before is there already */
    Charge(Book book, long base) {
        this.book = book;
        this.base = base;
    }

    Book book() {
        return book;
    }

    long promised() {
        return promised;
    }

    /** What a transfer up to a position amounts to. */
    long amount(long position) {
        return Math.max(0, position - base);
    }

    /** How much more has to be promised before a transfer may come to a position. */
    long missing(long position) {
        return Math.max(0, amount(position) - granted);
    }

    /** Up to where nothing more has to be promised. */
    long reach() {
        return base + granted;
    }

    /** What the charge begins at turns out to be something else. */
    void rebase(long newBase) {
        base = newBase;
    }

    /**
     * Asks the book. A book that binds nobody is asked too, so that it is known when it is full.
     *
     * @param last whether a book that refuses nobody anything gives what it does not have
     */
    Book.Promise ask(long more, boolean last) throws LedgerException {
        if (boundless) {
            return book.reserveAnyway(more);
        }
        Book.Promise promise = book.reserve(more);
        if (promise == Book.Promise.REFUSED && last && (!book.binds() || book.isObserved())) {
            boundless = true;
            return book.reserveAnyway(more);
        }
        return promise;
    }

    /** Whether the book is only observed, and was found full. */
    boolean isBoundless() {
        return boundless;
    }

    void take(long more, Book.Promise promise) {
        granted += more;
        if (promise == Book.Promise.GIVEN) {
            promised += more;
        }
    }

    /** Gives back what a transfer up to this position does not need. */
    void giveBack(long position) {
        long needed = amount(position);
        if (granted > needed) {
            long back = Math.max(0, promised - needed);
            book.release(back);
            promised -= back;
            granted = needed;
        }
    }

    /** Commits what came of it. */
    void settle(long change) {
        book.commit(promised, change);
        promised = 0;
        granted = 0;
    }
}
