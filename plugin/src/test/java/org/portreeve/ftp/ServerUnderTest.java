package org.portreeve.ftp;

import java.nio.file.Path;
import java.time.Duration;

/** A running server with Portreeve in it, and what can be seen of it from outside. */
interface ServerUnderTest extends AutoCloseable {

    int port();

    Path homeOf(String user);

    /** All that it has logged so far. */
    String log() throws java.io.IOException;

    /** Puts another file in the policy's place. */
    default void replace(String file) throws java.io.IOException {
        throw new UnsupportedOperationException("not with this server");
    }

    /** Has the policy read, and tells what came of it. */
    default String reload() {
        throw new UnsupportedOperationException("not with this server");
    }

    /** What it says about itself. */
    default String status() {
        throw new UnsupportedOperationException("not with this server");
    }

    /** What is stored is counted anew; what the administrator hears of it. */
    default String scan() {
        throw new UnsupportedOperationException("not with this server");
    }

    @Override
    void close() throws java.io.IOException;

    /** Puts the server's clock forward. */
    default void later(Duration by) {
        throw new UnsupportedOperationException();
    }

    /** Takes the quota ledger away, or gives it back. */
    default void loseLedger(boolean on) {
        throw new UnsupportedOperationException();
    }
}
