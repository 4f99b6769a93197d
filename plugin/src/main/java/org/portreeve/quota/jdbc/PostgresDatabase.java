package org.portreeve.quota.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.portreeve.quota.LedgerException;

/** A PostgreSQL, or what speaks its protocol, for many servers. Only plain statements; each call ends within seconds. */
final class PostgresDatabase implements Database {

    static final String LOCK_PATIENCE = "SET lock_timeout = '4s'";

    /** Serialisation failure, deadlock, and two servers that make the tables at once: nothing was done. */
    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "23505", "42P07");

    private static final int TRIES = 8;

    private static final long JITTER_MS = 20;

    private final String place;
    private final Connections connections;
    private final int holders;

    private PostgresDatabase(String place, Connections connections, int holders) {
        this.holders = holders;
        this.place = place;
        this.connections = connections;
    }

    static PostgresDatabase forServer(PostgresSettings settings) {
        Login login = new Login(settings);
        return new PostgresDatabase(
                settings.place(), new Pool(login, settings.connections()), settings.connections() / 2);
    }

    /** Without a pool, whose logging a command line does not have. */
    static PostgresDatabase forOffice(PostgresSettings settings) {
        return new PostgresDatabase(settings.place(), new Login(settings), 0);
    }

    @Override
    public <T> T read(Work<T> work) throws LedgerException {
        return again(() -> {
            try (Connection connection = connections.get();
                    Statements statements = new Statements(connection)) {
                return work.run(statements);
            }
        });
    }

    @Override
    public <T> T write(Work<T> work) throws LedgerException {
        return again(() -> {
            try (Connection connection = connections.get();
                    Statements statements = new Statements(connection)) {
                return transact(connection, statements, work);
            }
        });
    }

    private interface Attempt<T> {
        T run() throws SQLException;
    }

    private <T> T again(Attempt<T> attempt) throws LedgerException {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.run();
            } catch (SQLException e) {
                if (tries == TRIES || !TRY_AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw explain(e);
                }
                pause(tries);
            }
        }
    }

    private static <T> T transact(Connection connection, Statements statements, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run(statements);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback(connection);
            }
            connection.setAutoCommit(true);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // the connection is gone, and what it had begun with it
        }
    }

    private void pause(int tries) throws LedgerException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, JITTER_MS * tries + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("interrupted", e);
        }
    }

    /**
     * Locks books against other servers, as long as this is not closed.
     *
     * @param keys the books
     */
    Hold hold(List<String> keys) throws LedgerException {
        return again(() -> {
            Hold hold = new Hold(connections.get());
            boolean held = false;
            try {
                hold.connection().setAutoCommit(false);
                // the statements die with the transaction's connection handle
                Statements statements = new Statements(hold.connection());
                Tables.lock(statements, keys, forUpdate());
                held = true;
                return hold;
            } finally {
                if (!held) {
                    hold.close();
                }
            }
        });
    }

    /** Locks on books. They end with the connection at the latest. */
    record Hold(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try (Connection last = connection) {
                last.rollback();
                last.setAutoCommit(true);
            } catch (SQLException e) {
                // nothing but locks was held
            }
        }
    }

    /** How many threads may hold locks at once: enough connections remain for the rest. */
    int holders() {
        return holders;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public boolean changedByOthers() {
        return false;
    }

    @Override
    public String name() {
        return "the quota ledger at " + place;
    }

    private LedgerException explain(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals("55P03")) {
            return new LedgerException(name() + ": another server holds the book for too long", e);
        }
        if (state.startsWith("28")) {
            return new LedgerException(name() + " does not let this server in: check user and password", e);
        }
        return new LedgerException(name() + " cannot be asked: " + cause(e).getMessage(), e);
    }

    /** What the driver said; the pool says only that it waited. */
    private static Throwable cause(SQLException e) {
        return e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException first ? first : e;
    }

    @Override
    public void close() {
        connections.close();
    }
}
