package org.portreeve.ftp;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Difference;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.MemoryLedger;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** A ledger that can be lost, as a database behind a network can. */
final class TestLedger implements QuotaLedger {

    private final MemoryLedger ledger = new MemoryLedger();
    private volatile boolean lost;

    void lose(boolean on) {
        lost = on;
    }

    private MemoryLedger found() throws LedgerException {
        if (lost) {
            throw new LedgerException("the database is gone");
        }
        return ledger;
    }

    @Override
    public long used(BookId id, Period period) throws LedgerException {
        return found().used(id, period);
    }

    @Override
    public long taken(BookId id, Period period) throws LedgerException {
        return found().taken(id, period);
    }

    @Override
    public boolean reserve(BookId id, Period period, long amount, long max) throws LedgerException {
        return found().reserve(id, period, amount, max);
    }

    @Override
    public void release(BookId id, long promised) {
        ledger.release(id, promised);
    }

    @Override
    public void commit(BookId id, Period period, long promised, long change) {
        ledger.commit(id, period, promised, change);
    }

    @Override
    public boolean isCounted(BookId id) throws LedgerException {
        return found().isCounted(id);
    }

    @Override
    public List<Difference> recount(List<BookId> ids, Count count) throws IOException {
        return found().recount(ids, count);
    }

    @Override
    public void change(Collection<BookId> ids, Change change) throws IOException {
        found().change(ids, change);
    }

    @Override
    public void keepOnly(Set<Scope> scopes) throws LedgerException {
        found().keepOnly(scopes);
    }

    @Override
    public byte[] salt() throws LedgerException {
        return found().salt();
    }

    @Override
    public void sync() throws LedgerException {
        found().sync();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
