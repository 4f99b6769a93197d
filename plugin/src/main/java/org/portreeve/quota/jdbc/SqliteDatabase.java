package org.portreeve.quota.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.portreeve.quota.LedgerException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** A file, kept by one server; the command line may look at it and write to it meanwhile. */
final class SqliteDatabase implements Database {

    /** "PRTV": tells our files from other people's. */
    private static final long APPLICATION = 0x50525456L;

    private static final long WORTH_CHECKING = 64L << 20;

    /** What SQLite maps at once. */
    private static final long LITTLE = 64L << 10;

    private static final int PATIENCE_MS = 5000;

    private final Path file;
    private final @Nullable FileChannel lock;
    private final Connection connection;
    private final Statements statements;
    private long version;

    private SqliteDatabase(Path file, @Nullable FileChannel lock, Connection connection) {
        this.file = file;
        this.lock = lock;
        this.connection = connection;
        this.statements = new Statements(connection);
    }

    /** Makes the file if there is none, and keeps other servers out. */
    static SqliteDatabase forServer(Path file) throws LedgerException {
        SqliteLibrary.load(file);
        FileChannel lock = lock(file);
        try {
            if (isEmpty(file) && Files.exists(ServerId.beside(file))) {
                throw damaged(file, null); // it was written before who the server is
            }
            create(file);
            return open(file, lock);
        } catch (LedgerException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    /** Opens a file that is there. */
    static SqliteDatabase forOffice(Path file) throws LedgerException {
        if (!Files.isRegularFile(file)) {
            throw new LedgerException("there is no quota ledger " + file + ": name the server's file");
        }
        if (isEmpty(file)) {
            throw new LedgerException("the file " + file + " is empty, no quota ledger: name the server's file");
        }
        SqliteLibrary.load(file);
        return open(file, null);
    }

    private static boolean isEmpty(Path file) {
        return Files.exists(file) && file.toFile().length() == 0;
    }

    private static FileChannel lock(Path file) throws LedgerException {
        Path guard = file.resolveSibling(file.getFileName() + ".lock");
        try {
            OwnerOnly.file(guard);
            FileChannel channel = FileChannel.open(guard, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new LedgerException(
                    "cannot use the quota ledger " + file + ": cannot lock " + guard + " ("
                            + e.getClass().getSimpleName() + "); make the directory writable for the server's user",
                    e);
        }
        throw new LedgerException("the quota ledger " + file
                + " is in use by another server: stop that one, or give this one a file of its own");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** SQLite gives its side files the mode of the main one. */
    private static void create(Path file) throws LedgerException {
        try {
            OwnerOnly.file(file);
        } catch (IOException e) {
            throw new LedgerException("cannot make the quota ledger " + file + ": " + e, e);
        }
    }

    private static SqliteDatabase open(Path file, @Nullable FileChannel lock) throws LedgerException {
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new LedgerException("the quota ledger " + file
                    + " cannot be written: make file and directory readable and writable for the server's user");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MS);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            SqliteDatabase database = new SqliteDatabase(file, lock, connection);
            try {
                database.begin();
                return database;
            } catch (LedgerException | SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    private void begin() throws SQLException, LedgerException {
        long application = number("PRAGMA application_id");
        boolean empty = number("SELECT COUNT(*) FROM sqlite_master") == 0;
        if (application != APPLICATION && !(empty && application == 0)) {
            throw new LedgerException(
                    file + " is a database, but no quota ledger: nothing was changed; name another file");
        }
        if (Files.exists(file) && file.toFile().length() <= WORTH_CHECKING) {
            String verdict = statements
                    .first("PRAGMA quick_check(1)", row -> row.getString(1))
                    .orElse("");
            if (!verdict.equals("ok")) {
                throw damaged(file, null);
            }
        }
        if (empty) {
            statements.execute("PRAGMA application_id = " + APPLICATION);
        }
        statements.execute("PRAGMA journal_mode = WAL");
        statements.execute("PRAGMA synchronous = FULL");
        version = number("PRAGMA data_version");
    }

    private long number(String sql) throws SQLException {
        return statements.first(sql, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public synchronized <T> T read(Work<T> work) throws LedgerException {
        try {
            return work.run(statements);
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    @Override
    public synchronized <T> T write(Work<T> work) throws LedgerException {
        try {
            statements.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = work.run(statements);
                statements.execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollback();
                }
            }
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    /** A full disk has rolled back already. */
    private void rollback() {
        try {
            // the driver gives up statements that failed
            statements.close();
            statements.execute("ROLLBACK");
        } catch (SQLException e) {
            // nothing is left to be rolled back
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public String now() {
        return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }

    /** A transaction here has the whole file for itself. */
    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public synchronized boolean changedByOthers() throws LedgerException {
        try {
            long before = version;
            version = number("PRAGMA data_version");
            return version != before;
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    @Override
    public String name() {
        return "the quota ledger " + file;
    }

    @Override
    public synchronized void close() {
        try {
            statements.close();
            connection.close();
        } catch (SQLException e) {
            // all that counts was committed before
        } finally {
            closeQuietly(lock);
        }
    }

    private static void closeQuietly(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            // the process ends with it at the latest
        }
    }

    private static LedgerException explain(Path file, SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        return switch (code) {
            case SQLITE_NOTADB, SQLITE_CORRUPT -> damaged(file, e);
            case SQLITE_FULL -> full(file, e);
            case SQLITE_IOERR -> hasNoRoom(file) ? full(file, e) : broken(file, e);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                new LedgerException(
                        "the quota ledger " + file
                                + " cannot be written: make file and directory readable and writable for the server's user",
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new LedgerException("the quota ledger " + file + " is held by another program: let that one end", e);
            default -> broken(file, e);
        };
    }

    private static LedgerException broken(Path file, SQLException e) {
        return new LedgerException("the quota ledger " + file + " cannot be used: " + e.getMessage(), e);
    }

    private static LedgerException full(Path file, SQLException e) {
        return new LedgerException("the quota ledger " + file + " cannot grow: the disk is full; free some space", e);
    }

    /** SQLite tells of a full disk otherwise where it wants to map a file into memory. */
    private static boolean hasNoRoom(Path file) {
        return file.toFile().getUsableSpace() < LITTLE;
    }

    private static LedgerException damaged(Path file, @Nullable Throwable cause) {
        String message =
                "the quota ledger " + file + " is damaged or no ledger: nothing was changed; put a copy back, or"
                        + " move it away with " + file.getFileName() + "-wal and the server counts anew what is stored";
        return cause == null ? new LedgerException(message) : new LedgerException(message, cause);
    }
}
