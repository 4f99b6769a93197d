package org.portreeve.quota.jdbc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.StoredLedger;

/** Opens ledgers that outlive the process. */
public final class Ledgers {

    private Ledgers() {}

    /**
     * The ledger of one server in one file, which is made if it is not there, readable for its owner only. Beside it lie
     * files whose names begin with its name.
     *
     * @throws LedgerException if the file is not to be used; it is as it was
     */
    public static StoredLedger file(Path file) throws LedgerException {
        return file(file, Pace.USUAL);
    }

    static JdbcLedger file(Path file, Pace pace) throws LedgerException {
        SqliteDatabase database = SqliteDatabase.forServer(file);
        try {
            Path flows = file.resolveSibling(file.getFileName() + ".flows");
            return JdbcLedger.open(database, ServerId.of(ServerId.beside(file)), "this server", flows, pace);
        } catch (LedgerException e) {
            database.close();
            throw e;
        }
    }

    /**
     * The ledger that many servers keep together.
     *
     * @param directory where this server keeps who it is, and what it moved until the database has it
     */
    public static StoredLedger shared(PostgresSettings settings, Path directory) throws LedgerException {
        return shared(settings, directory, Pace.USUAL);
    }

    static JdbcLedger shared(PostgresSettings settings, Path directory, Pace pace) throws LedgerException {
        String server = ServerId.of(directory.resolve("quota.server"));
        PostgresDatabase database = PostgresDatabase.forServer(settings);
        try {
            return JdbcLedger.open(database, server, hostName(), directory.resolve("quota.flows"), pace);
        } catch (LedgerException e) {
            database.close();
            throw e;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** The books that servers share. */
    public static LedgerBooks books(PostgresSettings settings) throws LedgerException {
        PostgresDatabase database = PostgresDatabase.forOffice(settings);
        Schema.CURRENT.check(database);
        return new Office(database);
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
