package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerException;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** The database goes away and comes back. */
@Timeout(180)
class LostPostgresTest {

    private static final BookId BOOK = new BookId("storage", "0", "user alice");
    private static final BookId FLOW = new BookId("traffic", "0", "user alice");
    private static final Period TODAY = new Period(1000, 1000);

    @TempDir
    private Path directory;

    @Test
    void aLostDatabase_refuses_keepsWhatIsCommitted_andWritesItLater() throws Exception {
        try (Relay relay = new Relay(Postgres.server().getPort());
                QuotaLedger ledger = Ledgers.shared(through(relay), directory)) {
            ledger.recount(List.of(BOOK), () -> new long[] {10});
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 20, 100)).isTrue();

            relay.cut();
            ledger.commit(BOOK, Period.ALWAYS, 20, 15);
            ledger.commit(FLOW, TODAY, 0, 7);
            assertThatThrownBy(() -> {
                        while (true) {
                            ledger.reserve(BOOK, Period.ALWAYS, 1, 100);
                            ledger.used(BOOK, Period.ALWAYS);
                        }
                    })
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("the quota ledger at jdbc:postgresql://")
                    .hasMessageNotContaining("password=");

            relay.mend();
            while (true) {
                try {
                    ledger.sync();
                    break;
                } catch (LedgerException e) {
                    Thread.sleep(50);
                }
            }
            assertThat(ledger.taken(FLOW, TODAY)).isEqualTo(7);
            assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(25);
        }
    }

    @Test
    void aBookInUse_answersWithoutTheDatabase() throws Exception {
        try (Relay relay = new Relay(Postgres.server().getPort());
                JdbcLedger ledger = Ledgers.shared(through(relay), directory, new Pace(600_000, 600_000, 100))) {
            ledger.recount(List.of(BOOK), () -> new long[] {10});
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 20, 1000)).isTrue();

            relay.cut();

            assertThat(ledger.isCounted(BOOK)).isTrue();
            assertThat(ledger.fits(BOOK, Period.ALWAYS, 5, 1000)).isTrue();
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 5, 1000)).isTrue();
            assertThatThrownBy(() -> ledger.used(BOOK, Period.ALWAYS)).isInstanceOf(LedgerException.class);
            relay.mend();
        }
    }

    private static PostgresSettings through(Relay relay) throws Exception {
        PostgresSettings settings = Postgres.newDatabase();
        return new PostgresSettings(
                settings.url().replace(":" + Postgres.server().getPort(), ":" + relay.port()),
                settings.user(),
                settings.password());
    }

    @Test
    void noDatabaseAtTheStart_isSaid() throws Exception {
        int nobody;
        try (Relay relay = new Relay(1)) {
            nobody = relay.port();
        }
        PostgresSettings settings =
                new PostgresSettings("jdbc:postgresql://localhost:" + nobody + "/x?password=secret", "x", "secret");

        assertThatThrownBy(() -> Ledgers.shared(settings, directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("jdbc:postgresql://localhost:" + nobody + "/x")
                .hasMessageNotContaining("secret");
    }
}
