package org.portreeve.quota.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.QuotaLedgerContract;

class SqliteLedgerTest extends QuotaLedgerContract {

    @TempDir
    private Path directory;

    @Override
    protected QuotaLedger newLedger() throws Exception {
        return Ledgers.file(directory.resolve("data").resolve("portreeve.db"));
    }
}
