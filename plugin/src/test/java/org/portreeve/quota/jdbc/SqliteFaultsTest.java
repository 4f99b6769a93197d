package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** A file that cannot be used is named, with what to do, and stays as it is. */
class SqliteFaultsTest {

    private static final BookId BOOK = new BookId("storage", "0", "user alice");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void fill() throws Exception {
        file = directory.resolve("data").resolve("portreeve.db");
        try (QuotaLedger ledger = Ledgers.file(file)) {
            ledger.recount(List.of(BOOK), () -> new long[] {7});
        }
    }

    @Test
    void allFiles_areForTheirOwnerOnly() throws Exception {
        try (QuotaLedger ledger = Ledgers.file(file)) {
            ledger.reserve(BOOK, Period.ALWAYS, 1, 100);

            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files.filter(path -> !isOwnerOnly(path))).isEmpty();
            }
            assertThat(file.resolveSibling("portreeve.db-wal")).exists();
        }
    }

    private static boolean isOwnerOnly(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                    .equals("rw-------");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofANewerVersion_isLeftAlone() throws Exception {
        sql("UPDATE quota_meta SET value = '99' WHERE name = 'schema'");

        assertRefused("written by a newer Portreeve (version 99 of the books, this one knows up to 1)");
        assertThatThrownBy(() -> Ledgers.books(file)).hasMessageContaining("written by a newer Portreeve");
    }

    @Test
    void ofAnotherProgram_isLeftAlone() throws Exception {
        sql("PRAGMA application_id = 4711");

        assertRefused("is a database, but no quota ledger");
    }

    @Test
    void noDatabase_isLeftAlone() throws Exception {
        Files.writeString(file, "Dear diary,\n".repeat(1000));

        assertRefused("is damaged or no ledger");
    }

    @Test
    void truncated_isLeftAlone() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertRefused("is damaged or no ledger");
    }

    @Test
    void truncatedToNothing_isLeftAlone() throws Exception {
        Files.write(file, new byte[0]);

        assertRefused("is damaged or no ledger");
    }

    @Test
    void anEmptyFile_isNoLedgerForTheOffice() throws Exception {
        Path other = Files.createFile(directory.resolve("empty.db"));

        assertThatThrownBy(() -> Ledgers.books(other)).hasMessageContaining("is empty, no quota ledger");
        assertThat(other).isEmptyFile();
    }

    /** SQLite's native part cannot be unpacked into a file, as little as into a directory that permits no programs. */
    @Test
    void withoutItsNativePart_nothingIsTouched_andTheRemedyIsNamed() throws Exception {
        byte[] before = Files.readAllBytes(file);
        Path noDirectory = Files.createFile(directory.resolve("tmp"));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.sqlite.tmpdir=" + noDirectory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.portreeve.cli.Main",
                        "quota",
                        "show",
                        "--ledger",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said)
                .contains("the quota ledger " + file
                        + " cannot be used: the native part of SQLite cannot be loaded from " + noDirectory)
                .contains("-Dorg.sqlite.tmpdir=DIRECTORY", "noexec");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void ofAnotherServerThatRuns_isLeftAlone() throws Exception {
        try (QuotaLedger first = Ledgers.file(file)) {
            assertThatThrownBy(() -> Ledgers.file(file))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("is in use by another server: stop that one");

            assertThat(first.used(BOOK, Period.ALWAYS)).isEqualTo(7);
        }
    }

    @Test
    void aDirectoryInItsPlace_isRefused() throws Exception {
        Path other = Files.createDirectory(directory.resolve("folder"));

        assertThatThrownBy(() -> Ledgers.file(other)).isInstanceOf(LedgerException.class);
    }

    @Test
    void noFile_isNoLedgerForTheOffice() {
        Path nowhere = directory.resolve("nowhere.db");

        assertThatThrownBy(() -> Ledgers.books(nowhere)).hasMessageContaining("there is no quota ledger");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void aFullDisk_refuses_andForgetsNothing() throws Exception {
        SqliteDatabase database = SqliteDatabase.forServer(file);
        try (JdbcLedger ledger = open(database)) {
            BookId flow = new BookId("traffic", "0", "user alice");
            assertThat(ledger.reserve(flow, Period.ALWAYS, 10, 100)).isTrue();
            pragma(database, "max_page_count = 1");

            assertThatThrownBy(() -> {
                        for (int n = 0; n < 10_000; n++) {
                            ledger.reserve(new BookId("storage", "0", "user " + n), Period.ALWAYS, 1, 100);
                        }
                    })
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("the disk is full");
            ledger.commit(flow, Period.ALWAYS, 10, 10);
            assertThatThrownBy(() -> ledger.reserve(flow, Period.ALWAYS, 1, 100))
                    .isInstanceOf(LedgerException.class);

            pragma(database, "max_page_count = 100000");
            ledger.sync();
            assertThat(ledger.reserve(flow, Period.ALWAYS, 91, 100)).isFalse();
            assertThat(ledger.reserve(flow, Period.ALWAYS, 90, 100)).isTrue();
        }
    }

    @Test
    void aFileThatCannotBeWritten_refuses() throws Exception {
        SqliteDatabase database = SqliteDatabase.forServer(file);
        try (JdbcLedger ledger = open(database)) {
            pragma(database, "query_only = 1");

            assertThatThrownBy(() -> ledger.reserve(BOOK, Period.ALWAYS, 1, 100))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("cannot be written");

            pragma(database, "query_only = 0");
            ledger.sync();
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 93, 100)).isTrue();
        }
    }

    @Test
    void anOlderVersion_isBroughtForward_andKeepsItsRows() throws Exception {
        List<List<String>> steps = new ArrayList<>();
        steps.add(List.of("CREATE TABLE a (x BIGINT)", "INSERT INTO a (x) VALUES (5)"));
        Path other = directory.resolve("other.db");
        SqliteDatabase database = SqliteDatabase.forServer(other);
        try (database) {
            new Schema(steps).prepare(database);
            steps.add(List.of("ALTER TABLE a ADD COLUMN y BIGINT", "UPDATE a SET y = x + 1"));
            Schema newer = new Schema(steps);

            assertThatThrownBy(() -> newer.check(database)).hasMessageContaining("start the server once");
            newer.prepare(database);
            newer.prepare(database);

            newer.check(database);
            assertThat(database.<Long>read(db ->
                            db.first("SELECT y FROM a", row -> row.getLong(1)).orElseThrow()))
                    .isEqualTo(6);
        }
    }

    @Test
    void aStepThatFails_leavesTheVersionBefore() throws Exception {
        Schema broken = new Schema(List.of(List.of("CREATE TABLE a (x BIGINT)", "INSERT INTO nothing VALUES (1)")));
        Path other = directory.resolve("other.db");
        SqliteDatabase database = SqliteDatabase.forServer(other);
        try (database) {
            assertThatThrownBy(() -> broken.prepare(database)).isInstanceOf(LedgerException.class);

            new Schema(List.of(List.of("CREATE TABLE a (x BIGINT)"))).prepare(database);
        }
    }

    private JdbcLedger open(SqliteDatabase database) throws LedgerException {
        return JdbcLedger.open(
                database, "test", "test", file.resolveSibling("portreeve.db.flows"), new Pace(600_000, 1000, 1000));
    }

    private static void pragma(SqliteDatabase database, String pragma) throws LedgerException {
        boolean unused = database.read(db -> {
            db.execute("PRAGMA " + pragma);
            return true;
        });
    }

    private void assertRefused(String message) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> Ledgers.file(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
