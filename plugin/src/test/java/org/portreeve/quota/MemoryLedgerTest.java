package org.portreeve.quota;

class MemoryLedgerTest extends QuotaLedgerContract {

    @Override
    protected QuotaLedger newLedger() {
        return new MemoryLedger();
    }
}
