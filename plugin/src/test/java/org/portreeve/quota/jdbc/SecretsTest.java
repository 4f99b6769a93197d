package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.LedgerOnDemand;
import org.portreeve.quota.Period;

/** No password of the ledger is in any log, however much is logged. */
class SecretsTest {

    private static final BookId BOOK = new BookId("storage", "0", "user alice");
    private static final String SECRET = "s3cret";

    @TempDir
    private Path directory;

    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(entry.getLoggerName()).append(' ').append(new SimpleFormatter().formatMessage(entry));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void logAll() {
        root.addHandler(handler);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void logAsBefore() {
        root.removeHandler(handler);
        root.setLevel(level);
    }

    @Test
    void whereverTheAddressHoldsThem_passwordsWork_andAreNotLogged() throws Exception {
        String address = Postgres.newDatabase().url();
        try (Connection connection = Postgres.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE clerk SUPERUSER LOGIN");
        }
        for (PostgresSettings settings : List.of(
                new PostgresSettings(address.replace("//", "//clerk:" + SECRET + "1@"), "", ""),
                new PostgresSettings(
                        address + "?user=clerk&password=" + SECRET + "2&sslpassword=" + SECRET + "3", "", ""),
                new PostgresSettings(address, "clerk", SECRET + "4"))) {
            use(settings);
        }

        assertThat(logged).anyMatch(line -> line.contains("hikari"));
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void whatIsWrittenWithPercentSigns_isDecoded_unlessItIsNone() {
        assertThat(new PostgresSettings("jdbc:postgresql://a%40b:p%3Aw@host/x", "", ""))
                .isEqualTo(new PostgresSettings("jdbc:postgresql://host/x", "a@b", "p:w"));
        assertThat(new PostgresSettings("jdbc:postgresql://alice:50%@host/x", "", "").password())
                .isEqualTo("50%");
        assertThat(new PostgresSettings("jdbc:postgresql://alice:one@host/x", "bob", "two"))
                .isEqualTo(new PostgresSettings("jdbc:postgresql://host/x", "bob", "two"));
    }

    private void use(PostgresSettings settings) throws Exception {
        assertThat(settings.properties()).containsEntry("user", "clerk");
        assertThat(settings.properties().getProperty("password")).startsWith(SECRET);
        assertThat(settings.toString()).doesNotContain(SECRET);
        try (LedgerOnDemand ledger =
                        new LedgerOnDemand(settings.place(), () -> Ledgers.shared(settings, directory, Pace.USUAL));
                LedgerBooks office = open(ledger, settings)) {
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 1, 10)).isTrue();
            ledger.release(BOOK, 1);
            assertThat(office.list(BOOK::equals)).isNotEmpty();
        }
    }

    private static LedgerBooks open(LedgerOnDemand ledger, PostgresSettings settings) throws LedgerException {
        ledger.open();
        return Ledgers.books(settings);
    }

    @Test
    void whoIsNotThere_isNamedWithoutPassword() throws Exception {
        int nobody;
        try (Relay relay = new Relay(1)) {
            nobody = relay.port();
        }
        PostgresSettings settings = new PostgresSettings(
                "jdbc:postgresql://clerk:" + SECRET + "@localhost:" + nobody + "/x?sslpassword=" + SECRET, "", "");

        assertThatThrownBy(() -> Ledgers.shared(settings, directory))
                .isInstanceOf(LedgerException.class)
                .hasStackTraceContaining("jdbc:postgresql://localhost:" + nobody + "/x")
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain(SECRET);
                });
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
    }
}
