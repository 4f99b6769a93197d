package org.portreeve.quota.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for the tests of this process; each test has a database of its own. As root it runs in a user
 * namespace, since it refuses to be root.
 */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    private static final class Running {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "120")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("no PostgreSQL; as root this needs `unshare -U`", e);
            }
        }
    }

    static EmbeddedPostgres server() {
        return Running.SERVER;
    }

    /** The address of an empty database. */
    public static PostgresSettings newDatabase() throws SQLException {
        String name = "ledger" + DATABASES.incrementAndGet();
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new PostgresSettings(
                "jdbc:postgresql://localhost:" + server().getPort() + "/" + name, "postgres", "postgres", 8);
    }

    /** How many leases servers hold there. */
    public static long leases(PostgresSettings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM quota_leases")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
