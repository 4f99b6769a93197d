package org.portreeve.bench.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL with its usual settings, from the archive that Maven has fetched, and the CPU time that it takes. */
record BenchDatabase(EmbeddedPostgres server, CpuAccount cpu) implements AutoCloseable {

    /** As root it runs in a user namespace, since it refuses to be root. */
    static BenchDatabase start(Path directory) throws IOException {
        Path data = directory.resolve("postgres");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("programs").toFile())
                .setDataDirectory(data)
                .setServerConfig("max_connections", "200")
                .start();
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        return new BenchDatabase(server, CpuAccount.of(ProcessHandle.of(pid).orElseThrow()));
    }

    /** The address of a new database, for a server's settings. */
    String create(String name) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name + "?user=postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
