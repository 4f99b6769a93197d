package org.portreeve.quota.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from. What they cost differs between a server and the command line. */
interface Connections extends AutoCloseable {

    Connection get() throws SQLException;

    @Override
    void close();
}
