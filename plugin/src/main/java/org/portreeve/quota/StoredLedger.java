package org.portreeve.quota;

/** A ledger that outlives the process, and what an administrator may do with its books. */
public interface StoredLedger extends QuotaLedger, LedgerBooks {

    @Override
    void close();
}
