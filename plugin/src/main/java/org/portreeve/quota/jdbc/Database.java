package org.portreeve.quota.jdbc;

import java.sql.SQLException;
import org.portreeve.quota.LedgerException;

/** Where the books are. Safe for any number of threads; no call waits for ever. */
interface Database extends AutoCloseable {

    /** Runs statements that see one state each. */
    <T> T read(Work<T> work) throws LedgerException;

    /** Runs statements as one transaction, again if the database says that it came too late and did nothing. */
    <T> T write(Work<T> work) throws LedgerException;

    /** As {@link #write}, for what has no answer. */
    default void change(Step step) throws LedgerException {
        boolean unused = write(db -> {
            step.run(db);
            return true;
        });
    }

    /** As {@link Work}, without an answer. */
    interface Step {
        void run(Statements db) throws SQLException;
    }

    /** Statements of one transaction. May be run more than once, so it changes nothing but the database. */
    interface Work<T> {
        T run(Statements db) throws SQLException;
    }

    /** Whether several servers may share the books. */
    boolean isShared();

    /** An expression for the database's clock, in milliseconds since 1970. */
    String now();

    /** What a {@code select} has to end with to keep others from its rows. */
    String forUpdate();

    /** Whether another process has written since this was asked last; always false where others are asked anyway. */
    boolean changedByOthers() throws LedgerException;

    /** What to call it in a message. */
    String name();

    @Override
    void close();
}
