package org.portreeve.ftp.file;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerException;

/**
 * Tells when a book comes to a share of its limit that the policy wants to be warned of: once, until it has been below it
 * again. Safe for any number of threads.
 */
final class Warnings {

    private static final int PERCENT = 100;

    /** After so many it begins anew; the worst that comes of it is that something is told twice. */
    private static final int MOST = 100_000;

    /** The highest share that each book has come to, of those that have come to any. */
    private final ConcurrentMap<BookId, Integer> reached = new ConcurrentHashMap<>();

    /**
     * Looks at a book that has just been written to.
     *
     * @param change what was added or, if negative, taken off
     */
    void look(Book book, long change, UserBooks.Teller teller) {
        List<Integer> shares = book.limit().warnings();
        if (change == 0 || shares.isEmpty() || !book.binds()) {
            return;
        }
        try {
            long used = book.ledger().used(book.id(), book.period());
            long most = book.most();
            int now = share(shares, used, most);
            int before = share(shares, used - change, most);
            if (reached.size() > MOST) {
                reached.clear();
            }
            int[] crossed = new int[1];
            reached.compute(book.id(), (id, told) -> {
                int last = told == null ? before : told;
                crossed[0] = now > last ? now : 0;
                return now == 0 ? null : now;
            });
            if (crossed[0] > 0) {
                teller.nearlyFull(book, used, most, crossed[0]);
            }
        } catch (LedgerException e) { // who cannot be asked cannot be told of
            reached.remove(book.id());
        }
    }

    /** The largest of the shares that this much comes to; 0 for none. */
    private static int share(List<Integer> shares, long used, long most) {
        int largest = 0;
        for (int share : shares) {
            if (used > 0 && (double) used * PERCENT >= (double) most * share) {
                largest = share;
            }
        }
        return largest;
    }
}
