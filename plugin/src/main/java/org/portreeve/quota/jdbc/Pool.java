package org.portreeve.quota.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** Connections of a server, kept. */
final class Pool implements Connections {

    private static final long PATIENCE_MS = 2500;

    private final HikariDataSource source;

    Pool(Login login, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("portreeve-ledger");
        config.setDataSource(login);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MS);
        config.setValidationTimeout(PATIENCE_MS / 2);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(PostgresDatabase.LOCK_PATIENCE);
        this.source = new HikariDataSource(config);
    }

    @Override
    public Connection get() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void close() {
        source.close();
    }
}
