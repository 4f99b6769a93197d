package org.portreeve.ftp.file;

import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Limit.Count;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/**
 * What one limit counts for one owner. Safe for any number of threads.
 *
 * @param binds whether the limit refuses this session anything; else it only counts
 * @param clock the policy's clock on the wall
 * @param loss what is done while the ledger cannot be asked
 */
record Book(Limit limit, BookId id, QuotaLedger ledger, boolean binds, Supplier<ZonedDateTime> clock, LedgerLoss loss) {

    /** What became of the wish to have an amount promised. */
    enum Promise {
        GIVEN,
        REFUSED,
        /** The ledger could not be asked, and whoever runs the server wants that to hinder nobody. */
        UNASKED
    }

    /** Whether it is about what lies there, so that the disk knows better. */
    boolean isStock() {
        return isStock(limit.count());
    }

    static boolean isStock(Count count) {
        return count == Count.BYTES_STORED || count == Count.FILES_STORED;
    }

    /** Whether groups of users, or all, have it together. */
    boolean isShared() {
        return limit.per() == Limit.Per.GROUP || limit.per() == Limit.Per.EVERYONE;
    }

    boolean isObserved() {
        return limit.isObserved();
    }

    Period period() {
        Optional<Limit.Every> every = limit.every();
        if (every.isEmpty()) {
            return Period.ALWAYS;
        }
        Limit.Window window = every.get().at(clock.get());
        return new Period(window.start().toEpochMilli(), window.from().toEpochMilli());
    }

    /** What the limit permits at this moment: its maximum, and what uploads have earned. */
    long most() throws LedgerException {
        return limit.credit() == 0 ? limit.max() : limit.maxAfter(ledger.used(earned(), period()));
    }

    /** Where uploads are counted that earn downloads. */
    private BookId earned() {
        return new BookId(id.limit(), id.scope() + "+", id.owner());
    }

    /** An upload has come to its end; what it has stored earns downloads. */
    void earn(long bytes, long files) {
        long amount = limit.count() == Count.BYTES_READ ? bytes : files;
        if (amount > 0) {
            ledger.commit(earned(), period(), 0, amount);
        }
    }

    /** Promises what fits. */
    Promise reserve(long amount) throws LedgerException {
        try {
            return ledger.reserve(id, period(), amount, most()) ? Promise.GIVEN : Promise.REFUSED;
        } catch (LedgerException e) {
            return unasked(e);
        }
    }

    /** Promises it, full or not. */
    Promise reserveAnyway(long amount) throws LedgerException {
        try {
            return ledger.reserve(id, period(), amount, Long.MAX_VALUE) ? Promise.GIVEN : Promise.REFUSED;
        } catch (LedgerException e) {
            return unasked(e);
        }
    }

    private Promise unasked(LedgerException e) throws LedgerException {
        loss.tolerate(limit, e);
        return Promise.UNASKED;
    }

    /** How much more it takes; negative if there is too much in it already. */
    long left() throws LedgerException {
        try {
            return most() - ledger.taken(id, period());
        } catch (LedgerException e) {
            loss.tolerate(limit, e);
            return Long.MAX_VALUE;
        }
    }

    /** Whether there is no room for so much more. */
    boolean lacks(long amount) throws LedgerException {
        try {
            return !ledger.fits(id, period(), amount, most());
        } catch (LedgerException e) {
            loss.tolerate(limit, e);
            return false;
        }
    }

    /** What is counted, transfers under way included; {@link LimitFacts#NOTHING_COUNTED} if that cannot be said. */
    long taken() {
        try {
            return ledger.taken(id, period());
        } catch (LedgerException e) {
            return LimitFacts.NOTHING_COUNTED;
        }
    }

    void release(long promised) {
        if (promised > 0) {
            ledger.release(id, promised);
        }
    }

    void commit(long promised, long change) {
        if (change == 0) {
            release(promised);
        } else {
            ledger.commit(id, period(), promised, change);
        }
    }

    /** What a file on disk adds to a limit. */
    static long amount(Limit limit, long bytes, long files) {
        return switch (limit.count()) {
            case BYTES_STORED -> bytes;
            case FILES_STORED -> files;
            case FILE_SIZE,
                    BYTES_WRITTEN,
                    BYTES_READ,
                    FILES_WRITTEN,
                    FILES_READ,
                    SESSIONS,
                    FAILED_LOGINS,
                    COMMANDS,
                    IDLE_TIME,
                    RATE_UP,
                    RATE_DOWN -> 0;
        };
    }
}
