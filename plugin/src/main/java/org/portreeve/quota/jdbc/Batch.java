package org.portreeve.quota.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What goes to the database in one transaction. It has a number that is written with it: should nobody know whether the
 * transaction was done, the number tells.
 */
record Batch(long number, List<Line> lines) {

    /** What a batch does to this server's lease of a book. */
    enum LeaseOp {
        KEEP,
        HOLD,
        END
    }

    /**
     * Of one book.
     *
     * @param made whether the database has the book already
     * @param changes by slot
     * @param forgetBefore slots before this are deleted
     * @param amount what the lease is to be from then on
     */
    record Line(
            Book book,
            boolean made,
            Map<Long, Long> changes,
            long forgetBefore,
            LeaseOp op,
            long amount,
            long promised,
            long answered) {

        /** Takes what is to be written from a book. To be called by the holder of its monitor. */
        static Line of(Book book, boolean shared) {
            book.unqueue();
            long spareBefore = book.lease().amount() - book.promised() - book.unwritten();
            boolean end = book.isDone();
            boolean wasOpen = book.isOpen();
            long unwritten = book.unwritten();
            Map<Long, Long> changes = book.send();
            long amount = end ? 0 : book.promised() + book.lease().spare(spareBefore);
            if (end) {
                book.open(false);
            }
            book.lease().amount(amount + unwritten);
            LeaseOp op = end ? LeaseOp.END : wasOpen || book.isWanted() ? LeaseOp.HOLD : LeaseOp.KEEP;
            boolean silent = !shared && wasOpen && op == LeaseOp.HOLD;
            return new Line(
                    book,
                    wasOpen,
                    changes,
                    book.forgetBefore(),
                    silent ? LeaseOp.KEEP : op,
                    shared ? amount : book.promised(),
                    book.promised(),
                    book.lease().answered());
        }

        private void write(Statements db, String server) throws SQLException {
            String key = book.key();
            if (!made) {
                Tables.makeBook(db, key, book.id());
            }
            for (Map.Entry<Long, Long> change : changes.entrySet()) {
                Tables.add(db, key, change.getKey(), change.getValue());
            }
            if (!changes.isEmpty() && forgetBefore > 0) {
                Tables.forgetBefore(db, key, forgetBefore);
            }
            switch (op) {
                case HOLD -> Tables.lease(db, key, server, amount, promised, answered);
                case END -> Tables.endLease(db, key, server);
                case KEEP -> {}
            }
        }

        private void arrived(boolean shared) {
            synchronized (book) {
                long was = book.unwritten();
                book.arrived();
                if (shared) {
                    book.lease().amount(book.lease().amount() - (was - book.unwritten()));
                }
                if (op == LeaseOp.HOLD) {
                    book.open(true);
                }
            }
        }
    }

    /** Writes all of it, or nothing and returns false if this server was declared dead meanwhile. */
    boolean write(Statements db, Registry registry) throws SQLException {
        if (!registry.note(db, number)) {
            return false;
        }
        for (Line line : lines) {
            line.write(db, registry.server());
        }
        return true;
    }

    void arrived(boolean shared) {
        lines.forEach(line -> line.arrived(shared));
    }
}
