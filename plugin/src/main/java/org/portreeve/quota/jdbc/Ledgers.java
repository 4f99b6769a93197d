package org.portreeve.quota.jdbc;

import java.nio.file.Path;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.QuotaLedger;

/** Opens ledgers that outlive the process. */
public final class Ledgers {

    private Ledgers() {}

    /**
     * The ledger of one server in one file, which is made if it is not there, readable for its owner only. Beside it lie
     * files whose names begin with its name.
     *
     * @throws LedgerException if the file is not to be used; it is as it was
     */
    public static QuotaLedger file(Path file) throws LedgerException {
        return file(file, Pace.USUAL);
    }

    static JdbcLedger file(Path file, Pace pace) throws LedgerException {
        SqliteDatabase database = SqliteDatabase.forServer(file);
        try {
            Path server = file.resolveSibling(file.getFileName() + ".server");
            Path flows = file.resolveSibling(file.getFileName() + ".flows");
            return JdbcLedger.open(database, ServerId.of(server), "this server", flows, pace);
        } catch (LedgerException e) {
            database.close();
            throw e;
        }
    }

    /** The books in a file, whether a server keeps them at the moment or not. */
    public static LedgerBooks books(Path file) throws LedgerException {
        SqliteDatabase database = SqliteDatabase.forOffice(file);
        try {
            Schema.CURRENT.check(database);
            return new Office(database);
        } catch (LedgerException e) {
            database.close();
            throw e;
        }
    }
}
