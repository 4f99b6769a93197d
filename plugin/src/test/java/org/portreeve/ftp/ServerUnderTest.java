package org.portreeve.ftp;

import java.nio.file.Path;

/** A running server with Portreeve in it, and what can be seen of it from outside. */
interface ServerUnderTest extends AutoCloseable {

    int port();

    Path homeOf(String user);

    /** All that it has logged so far. */
    String log() throws java.io.IOException;

    @Override
    void close() throws java.io.IOException;
}
