package org.portreeve.quota.jdbc;

import org.portreeve.quota.LedgerException;
import org.sqlite.SQLiteJDBCLoader;

/** The native part of SQLite, which its driver unpacks into a directory for temporary files and loads from there. */
final class SqliteLibrary {

    private static final String DIRECTORY = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /**
     * Loads it, unless that is done.
     *
     * @param ledger what needs it, for the message
     */
    static void load(Object ledger) throws LedgerException {
        try {
            boolean unused = SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) { // the driver says no more than Exception
            String directory = System.getProperty(DIRECTORY, System.getProperty("java.io.tmpdir"));
            throw new LedgerException(
                    "the quota ledger " + ledger + " cannot be used: the native part of SQLite cannot be loaded from "
                            + directory + ", nothing was changed; start Java with -D" + DIRECTORY
                            + "=DIRECTORY, one that the server's user can write to and that is not mounted noexec",
                    e);
        }
    }
}
