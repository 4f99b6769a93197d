package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookEntry;
import org.portreeve.quota.BookId;
import org.portreeve.quota.Period;

/** What was moved before 400 days is forgotten; what is stored never is. */
class ForgottenFlowsTest {

    private static final BookId STORED = new BookId("storage", "0", "user alice");
    private static final BookId MOVED = new BookId("traffic", "0", "user alice");
    private static final BookId LONG_AGO = new BookId("traffic", "0", "user bob");

    private static final long OLD = daysAgo(401);
    private static final long YOUNG = daysAgo(399);

    @TempDir
    private Path directory;

    private static long daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days)).toEpochMilli();
    }

    @Test
    void inAFile_theirBooksGoWithThem() throws Exception {
        Path file = directory.resolve("portreeve.db");
        try (JdbcLedger ledger = Ledgers.file(file, Pace.USUAL)) {
            fill(ledger);
        }
        try (JdbcLedger ledger = Ledgers.file(file, Pace.USUAL)) {
            ledger.forgetOld();

            check(ledger);
            assertThat(ledger.list(LONG_AGO::equals)).isEmpty();
        }
    }

    @Test
    void inADatabase_theyAreGone() throws Exception {
        try (JdbcLedger ledger = Ledgers.shared(Postgres.newDatabase(), directory, Pace.USUAL)) {
            fill(ledger);

            ledger.forgetOld();

            check(ledger);
            assertThat(ledger.list(LONG_AGO::equals).get(0).slots()).isEmpty();
        }
    }

    private static void fill(JdbcLedger ledger) throws Exception {
        ledger.recount(List.of(STORED), () -> new long[] {7});
        ledger.commit(MOVED, new Period(OLD, OLD), 0, 1);
        ledger.commit(MOVED, new Period(YOUNG, OLD), 0, 2);
        ledger.commit(LONG_AGO, new Period(OLD, OLD), 0, 3);
        ledger.sync();
        assertThat(ledger.list(MOVED::equals).get(0).slots()).containsOnlyKeys(OLD, YOUNG);
    }

    private static void check(JdbcLedger ledger) throws Exception {
        BookEntry moved = ledger.list(MOVED::equals).get(0);
        assertThat(moved.slots()).hasSize(1).containsEntry(YOUNG, 2L);
        assertThat(ledger.list(STORED::equals).get(0).used(Period.ALWAYS)).isEqualTo(7);
    }
}
