package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** The database undoes transactions since they came too late (40001, 40P01): they are done again, and files are left alone. */
@Timeout(60)
class ContestedPostgresTest {

    private static final BookId BYTES = new BookId("bytes", "0", "user alice");
    private static final BookId FILES = new BookId("files", "0", "user alice");
    private static final List<BookId> BOTH = List.of(BYTES, FILES);

    @TempDir
    private Path directory;

    private PostgresSettings settings;

    @BeforeEach
    void newDatabase() throws Exception {
        settings = Postgres.newDatabase();
    }

    private JdbcLedger server(int number) throws Exception {
        return Ledgers.shared(settings, directory.resolve("server" + number), Pace.USUAL);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    private static void sql(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void promise(QuotaLedger ledger) throws Exception {
        assertThat(ledger.reserve(BYTES, Period.ALWAYS, 10, 1000)).isTrue();
        assertThat(ledger.reserve(FILES, Period.ALWAYS, 1, 1000)).isTrue();
    }

    /** The file of ten bytes is stored; says how often that was done to the disk. */
    private static int store(QuotaLedger ledger) throws Exception {
        AtomicInteger done = new AtomicInteger();
        ledger.change(BOTH, () -> {
            done.incrementAndGet();
            ledger.commit(BYTES, Period.ALWAYS, 10, 10);
            ledger.commit(FILES, Period.ALWAYS, 1, 1);
        });
        return done.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEFORE INSERT OR UPDATE ON quota_slots 40001",
                "AFTER INSERT OR UPDATE ON quota_slots 40001",
                "AFTER INSERT OR UPDATE ON quota_slots 40P01",
                "AFTER INSERT OR UPDATE ON quota_leases 40001",
                "AFTER UPDATE ON quota_servers 40001"
            })
    void undoneInTheStatementOrInTheCommit_isDoneAgain_andCountedOnce(String when) throws Exception {
        String event = when.substring(0, when.lastIndexOf(' '));
        String code = when.substring(when.lastIndexOf(' ') + 1);
        boolean inTheCommit = event.startsWith("AFTER");
        try (JdbcLedger ledger = server(0);
                Connection connection = connect()) {
            ledger.recount(BOTH, () -> new long[] {100, 5});
            sql(
                    connection,
                    "CREATE SEQUENCE times",
                    "CREATE FUNCTION undo() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                            + " IF nextval('times') <= 4 THEN RAISE EXCEPTION 'too late' USING ERRCODE = '" + code
                            + "'; END IF; RETURN NEW; END $$",
                    "CREATE " + (inTheCommit ? "CONSTRAINT " : "") + "TRIGGER late " + event
                            + (inTheCommit ? " DEFERRABLE INITIALLY DEFERRED" : "")
                            + " FOR EACH ROW EXECUTE FUNCTION undo()");

            promise(ledger);
            assertThat(store(ledger)).isEqualTo(1);

            assertThat(ledger.taken(BYTES, Period.ALWAYS)).isEqualTo(110);
            assertThat(ledger.taken(FILES, Period.ALWAYS)).isEqualTo(6);
            assertThat(number(connection, "SELECT last_value FROM times")).isGreaterThan(4);
            assertThat(number(connection, "SELECT SUM(used) FROM quota_slots")).isEqualTo(116);
        }
    }

    @Test
    void aLockThatCameTooLate_isTakenAgain_beforeAnythingIsDone() throws Exception {
        try (Connection other = connect()) {
            sql(
                    other,
                    "ALTER DATABASE " + other.getCatalog() + " SET default_transaction_isolation = 'repeatable read'");
            try (JdbcLedger ledger = server(0)) {
                ledger.recount(BOTH, () -> new long[] {100, 5});
                promise(ledger);
                other.setAutoCommit(false);
                sql(other, "UPDATE quota_locks SET book = book");

                assertThat(storedWhile(ledger, other::commit)).isEqualTo(1);

                assertThat(ledger.used(BYTES, Period.ALWAYS)).isEqualTo(110);
            }
        }
    }

    @Test
    void aDeadlock_isResolved_beforeAnythingIsDone() throws Exception {
        List<String> keys = BOTH.stream().map(Keys::of).sorted().toList();
        try (Connection other = connect()) {
            // the server notices after two seconds, the other one waits
            sql(other, "ALTER DATABASE " + other.getCatalog() + " SET deadlock_timeout = '2s'");
            try (JdbcLedger ledger = server(0)) {
                ledger.recount(BOTH, () -> new long[] {100, 5});
                sql(other, "SET deadlock_timeout = '1min'");
                promise(ledger);
                other.setAutoCommit(false);
                lock(other, keys.get(1));

                assertThat(storedWhile(ledger, () -> {
                            lock(other, keys.get(0));
                            other.commit();
                        }))
                        .isEqualTo(1);

                assertThat(ledger.used(BYTES, Period.ALWAYS)).isEqualTo(110);
                other.setAutoCommit(true);
                while (number(other, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                        == 0) {
                    Thread.sleep(50); // it is said with delay
                }
            }
        }
    }

    private static void lock(Connection connection, String key) throws SQLException {
        sql(connection, "SELECT 1 FROM quota_locks WHERE book = '" + key + "' FOR UPDATE");
    }

    private interface Step {
        void run() throws SQLException;
    }

    /** Stores a file, and takes a step as soon as that waits for a lock. */
    private int storedWhile(QuotaLedger ledger, Step step) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection watch = connect()) {
            Future<Integer> stored = thread.submit(() -> store(ledger));
            while (number(watch, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted") == 0) {
                Thread.sleep(5);
            }
            step.run();
            return stored.get();
        } finally {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void whereTheDatabaseUndoesWhateverIsContested_booksAreExact(String isolation) throws Exception {
        try (Connection connection = connect()) {
            sql(
                    connection,
                    "ALTER DATABASE " + connection.getCatalog() + " SET default_transaction_isolation = '" + isolation
                            + "'");
        }
        AtomicLong bytes = new AtomicLong();
        AtomicLong beyond = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (JdbcLedger one = server(0);
                JdbcLedger two = server(1);
                JdbcLedger three = server(2)) {
            List<JdbcLedger> servers = List.of(one, two, three);
            one.recount(BOTH, () -> new long[2]);
            List<Future<Void>> ends = new ArrayList<>();
            for (int n = 0; n < 6; n++) {
                JdbcLedger server = servers.get(n % 3);
                Random random = new Random(n);
                ends.add(threads.submit(() -> {
                    for (int turn = 0; turn < 40; turn++) {
                        long size = random.nextInt(1, 100);
                        if (server.reserve(BYTES, Period.ALWAYS, size, 5000)) {
                            server.change(BOTH, () -> {
                                beyond.addAndGet(bytes.addAndGet(size) > 5000 ? 1 : 0);
                                server.commit(BYTES, Period.ALWAYS, size, size);
                                server.commit(FILES, Period.ALWAYS, 0, 1);
                            });
                        }
                    }
                    return null;
                }));
            }
            for (Future<Void> end : ends) {
                end.get();
            }

            assertThat(beyond).hasValue(0);
            assertThat(three.used(BYTES, Period.ALWAYS)).isEqualTo(bytes.get());
            assertThat(two.reserve(BYTES, Period.ALWAYS, 5001 - bytes.get(), 5000))
                    .isFalse();
            assertThat(two.reserve(BYTES, Period.ALWAYS, 5000 - bytes.get(), 5000))
                    .isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
