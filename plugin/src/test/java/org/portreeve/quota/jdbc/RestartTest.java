package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookEntry;
import org.portreeve.quota.BookEntry.State;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** What is in the file, over restarts and for the command line. */
@Timeout(120)
class RestartTest {

    private static final BookId BOOK = new BookId("storage", "0", "user alice");
    private static final BookId FLOW = new BookId("traffic", "0", "user alice");
    private static final Period TODAY = new Period(1000, 1000);

    @TempDir
    private Path directory;

    private QuotaLedger open() throws Exception {
        return Ledgers.file(directory.resolve("portreeve.db"));
    }

    private LedgerBooks office() throws Exception {
        return Ledgers.books(directory.resolve("portreeve.db"));
    }

    @Test
    void whatIsCommitted_isThereAgain_andPromisesAreNot() throws Exception {
        try (QuotaLedger ledger = open()) {
            ledger.recount(List.of(BOOK), () -> new long[] {10});
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 50, 100)).isTrue();
            ledger.change(List.of(BOOK), () -> ledger.commit(BOOK, Period.ALWAYS, 0, 5));
            ledger.commit(FLOW, TODAY, 0, 3);
        }

        try (QuotaLedger ledger = open()) {
            assertThat(ledger.isCounted(BOOK)).isTrue();
            assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(15);
            assertThat(ledger.taken(FLOW, TODAY)).isEqualTo(3);
        }
    }

    @Test
    void booksWhoseFilesWereBeingChanged_areToBeCounted() throws Exception {
        try (QuotaLedger ledger = open()) {
            ledger.recount(List.of(BOOK), () -> new long[] {10});
            ledger.change(List.of(BOOK), ledger::close);
        }

        try (QuotaLedger ledger = open()) {
            assertThat(ledger.isCounted(BOOK)).isFalse();
        }
    }

    @Test
    void theOffice_seesBooks_whileTheServerKeepsThem() throws Exception {
        try (QuotaLedger ledger = open();
                LedgerBooks office = office()) {
            ledger.recount(List.of(BOOK), () -> new long[] {10});
            ledger.commit(FLOW, TODAY, 0, 30);
            ledger.sync();

            List<BookEntry> books = office.list(book -> true);

            assertThat(books).extracting(BookEntry::book).containsExactly(BOOK, FLOW);
            assertThat(books).extracting(BookEntry::state).containsExactly(State.COUNTED, State.NOT_COUNTED);
            assertThat(office.top(1, book -> true, book -> book.equals(FLOW) ? TODAY : Period.ALWAYS))
                    .extracting(BookEntry::book)
                    .containsExactly(FLOW);
            assertThat(office.list(book -> book.owner().equals("user bob"))).isEmpty();
        }
    }

    @Test
    void theServer_seesWhatTheOfficeSets() throws Exception {
        try (QuotaLedger ledger = open();
                LedgerBooks office = office()) {
            ledger.recount(List.of(BOOK), () -> new long[] {10});
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 20, 100)).isTrue();

            office.set(BOOK, Period.ALWAYS, 50);

            while (ledger.used(BOOK, Period.ALWAYS) != 50) {
                Thread.sleep(5);
            }
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 31, 100)).isFalse();
            ledger.commit(BOOK, Period.ALWAYS, 20, 20);
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 30, 100)).isTrue();
        }
    }

    @Test
    void theServer_countsAgain_whatTheOfficeResets() throws Exception {
        try (QuotaLedger ledger = open();
                LedgerBooks office = office()) {
            ledger.recount(List.of(BOOK), () -> new long[] {10});
            ledger.commit(FLOW, TODAY, 0, 30);
            ledger.sync();

            assertThat(office.reset(BOOK)).isTrue();
            assertThat(office.reset(FLOW)).isTrue();
            assertThat(office.reset(new BookId("no", "such", "book"))).isFalse();

            while (ledger.isCounted(BOOK) || ledger.used(FLOW, TODAY) != 0) {
                Thread.sleep(5);
            }
        }
    }

    @Test
    void aHundredThousandBooks_areReadOneByOne() throws Exception {
        SqliteDatabase database = SqliteDatabase.forServer(directory.resolve("portreeve.db"));
        Schema.CURRENT.prepare(database);
        database.change(db -> {
            for (int n = 0; n < 100_000; n++) {
                BookId id = new BookId("storage", "0", "user " + n);
                Tables.counted(db, Keys.of(id), id, n);
            }
        });
        database.close();

        try (QuotaLedger ledger = open()) {
            assertThat(ledger.used(new BookId("storage", "0", "user 99999"), Period.ALWAYS))
                    .isEqualTo(99_999);
            assertThat(((JdbcLedger) ledger).inMemory()).isOne();
        }
    }
}
