package org.portreeve.quota.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens connections. Keeps to itself what may be a secret: pool and driver log the addresses and settings that they know. */
final class Login implements Connections, DataSource {

    /** By name, which the packaging changes with the package. */
    private static final String DRIVER = "org.postgresql.Driver";

    private final String place;
    private final Properties properties;

    Login(PostgresSettings settings) {
        this.place = settings.place();
        this.properties = settings.properties();
        properties.putIfAbsent("connectTimeout", "2");
        properties.putIfAbsent("loginTimeout", "3");
        properties.putIfAbsent("socketTimeout", "6");
        properties.putIfAbsent("ApplicationName", "portreeve");
    }

    @Override
    public Connection get() throws SQLException {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw new SQLException("the driver is not in the jar", e);
        }
        return DriverManager.getConnection(place, properties);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return get();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    /** {@code loginTimeout} is among the properties. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return place;
    }
}
