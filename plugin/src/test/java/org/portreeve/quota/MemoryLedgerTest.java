package org.portreeve.quota;

class MemoryLedgerTest extends QuotaLedgerContract {

    @Override
    QuotaLedger newLedger() {
        return new MemoryLedger();
    }
}
