package org.portreeve.quota.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.QuotaLedger;
import org.portreeve.quota.QuotaLedgerContract;

class PostgresLedgerTest extends QuotaLedgerContract {

    @TempDir
    private Path directory;

    @Override
    protected QuotaLedger newLedger() throws Exception {
        return Ledgers.shared(Postgres.newDatabase(), directory);
    }
}
