package org.portreeve.quota.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs statements on one connection, each prepared once. For one thread at a time. */
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    int update(String sql, Object... values) throws SQLException {
        return with(sql, values).executeUpdate();
    }

    /** For statements that define something; nothing of it is kept. */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    <T> List<T> list(String sql, Row<T> reader, Object... values) throws SQLException {
        try (ResultSet rows = with(sql, values).executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    <T> Optional<T> first(String sql, Row<T> reader, Object... values) throws SQLException {
        try (ResultSet rows = with(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    private PreparedStatement with(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        List<PreparedStatement> all = List.copyOf(prepared.values());
        prepared.clear();
        for (PreparedStatement statement : all) {
            statement.close();
        }
    }
}
