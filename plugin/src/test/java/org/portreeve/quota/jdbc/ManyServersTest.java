package org.portreeve.quota.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portreeve.quota.BookEntry.State;
import org.portreeve.quota.BookId;
import org.portreeve.quota.LedgerBooks;
import org.portreeve.quota.Period;
import org.portreeve.quota.QuotaLedger;

/** Three servers keep the same books in one PostgreSQL. */
@Timeout(120)
class ManyServersTest {

    private static final BookId BOOK = new BookId("storage", "0", "user alice");
    private static final BookId FLOW = new BookId("traffic", "0", "user alice");
    private static final Period TODAY = new Period(1000, 1000);
    private static final Pace QUICK = new Pace(20, 60_000, 20_000);

    @TempDir
    private Path directory;

    private PostgresSettings settings;
    private final List<JdbcLedger> servers = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        settings = Postgres.newDatabase();
        for (int n = 0; n < 3; n++) {
            servers.add(server(n, QUICK));
        }
        servers.get(0).recount(List.of(BOOK), () -> new long[] {0});
    }

    private JdbcLedger server(int number, Pace pace) throws Exception {
        return Ledgers.shared(settings, directory.resolve("server" + number), pace);
    }

    @AfterEach
    void close() {
        servers.forEach(JdbcLedger::close);
    }

    @Test
    void whatOneDoesNotNeed_anotherCanHave() throws Exception {
        for (JdbcLedger server : servers) {
            assertThat(server.reserve(BOOK, Period.ALWAYS, 10, 1000)).isTrue();
        }

        assertThat(servers.get(1).reserve(BOOK, Period.ALWAYS, 971, 1000)).isFalse();
        assertThat(servers.get(1).reserve(BOOK, Period.ALWAYS, 970, 1000)).isTrue();
        assertThat(servers.get(0).reserve(BOOK, Period.ALWAYS, 1, 1000)).isFalse();
    }

    @Test
    void whatIsReleasedOnOne_isFreeOnTheOthersAtOnce() throws Exception {
        for (int n = 0; n < 10; n++) {
            JdbcLedger one = servers.get(n % 3);
            JdbcLedger other = servers.get((n + 1) % 3);
            assertThat(one.reserve(BOOK, Period.ALWAYS, 100, 100)).isTrue();
            assertThat(other.reserve(BOOK, Period.ALWAYS, 1, 100)).isFalse();

            one.release(BOOK, 100);

            assertThat(other.fits(BOOK, Period.ALWAYS, 100, 100)).isTrue();
            assertThat(other.reserve(BOOK, Period.ALWAYS, 100, 100)).isTrue();
            other.release(BOOK, 100);
        }
    }

    @Test
    void unitByUnit_exactlyTheLimitIsAccepted() throws Exception {
        AtomicLong accepted = new AtomicLong();

        onEach((server, random) -> {
            for (int n = 0; n < 60; n++) {
                if (server.reserve(FLOW, TODAY, 1, 100)) {
                    accepted.incrementAndGet();
                    server.commit(FLOW, TODAY, 1, 1);
                }
            }
        });

        assertThat(accepted).hasValue(100);
        for (JdbcLedger server : servers) {
            server.sync();
        }
        assertThat(servers.get(0).used(FLOW, TODAY)).isEqualTo(100);
    }

    @Test
    void inAnyMixture_theLimitHolds_andTheBooksAreRight() throws Exception {
        AtomicLong model = new AtomicLong();
        AtomicLong beyond = new AtomicLong();
        long max = 50_000;

        onEach((server, random) -> {
            for (int n = 0; n < 60; n++) {
                long amount = random.nextInt(1, 4000);
                if (random.nextInt(4) == 0) {
                    server.change(List.of(BOOK), () -> {
                        long less = Math.min(model.get(), amount);
                        model.addAndGet(-less);
                        server.commit(BOOK, Period.ALWAYS, 0, -less);
                    });
                } else if (server.reserve(BOOK, Period.ALWAYS, amount, max)) {
                    long kept = random.nextInt(3) == 0 ? 0 : amount;
                    server.change(List.of(BOOK), () -> {
                        if (model.addAndGet(kept) > max) {
                            beyond.incrementAndGet();
                        }
                        server.commit(BOOK, Period.ALWAYS, amount, kept);
                    });
                }
            }
        });

        assertThat(beyond).hasValue(0);
        for (JdbcLedger server : servers) {
            assertThat(server.used(BOOK, Period.ALWAYS)).isEqualTo(model.get());
        }
        assertThat(servers.get(2).reserve(BOOK, Period.ALWAYS, max - model.get() + 1, max))
                .isFalse();
        assertThat(servers.get(2).reserve(BOOK, Period.ALWAYS, max - model.get(), max))
                .isTrue();
    }

    @Test
    void aRecountAmongOtherServersChanges_missesNothing() throws Exception {
        AtomicLong disk = new AtomicLong();

        onEach((server, random) -> {
            for (int n = 0; n < 30; n++) {
                if (server == servers.get(0)) {
                    server.recount(List.of(BOOK), () -> new long[] {disk.get()});
                } else {
                    long size = random.nextInt(1, 1000);
                    server.change(List.of(BOOK), () -> {
                        disk.addAndGet(size);
                        Thread.onSpinWait();
                        server.commit(BOOK, Period.ALWAYS, 0, size);
                    });
                }
            }
        });

        assertThat(servers.get(1).used(BOOK, Period.ALWAYS)).isEqualTo(disk.get());
    }

    @Test
    void aServerThatUsesABook_hearsThatItIsToBeCounted() throws Exception {
        JdbcLedger user = servers.get(0);
        assertThat(user.reserve(BOOK, Period.ALWAYS, 10, 1000)).isTrue();
        assertThat(user.isCounted(BOOK)).isTrue();

        try (LedgerBooks office = Ledgers.books(settings)) {
            assertThat(office.reset(BOOK)).isTrue();
        }
        awaitUncounted(user);

        user.recount(List.of(BOOK), () -> new long[] {0});
        assertThat(user.isCounted(BOOK)).isTrue();
        servers.get(1).keepOnly(Set.of()); // its policy has no such limit any more
        awaitUncounted(user);
    }

    private static void awaitUncounted(JdbcLedger server) throws Exception {
        while (server.isCounted(BOOK)) {
            Thread.sleep(5);
        }
    }

    @Test
    void aServerGivenUp_leavesItsBooksToBeCounted_andNothingIsGivenTwice() throws Exception {
        JdbcLedger slow = servers.get(0);
        assertThat(slow.reserve(BOOK, Period.ALWAYS, 60, 100)).isTrue();

        try (JdbcLedger undertaker = server(3, new Pace(20, 1, 20_000))) {
            // it counts everybody as dead who was not heard of in this very moment
            assertThat(undertaker.reserve(FLOW, TODAY, 1, 10)).isTrue();
            awaitState(State.TO_BE_COUNTED);
        }
        assertThat(servers.get(1).isCounted(BOOK)).isFalse();
        servers.get(1).recount(List.of(BOOK), () -> new long[] {0});

        slow.commit(BOOK, Period.ALWAYS, 60, 0);
        slow.sync();
        assertThat(slow.reserve(BOOK, Period.ALWAYS, 100, 100)).isTrue();
        assertThat(servers.get(1).reserve(BOOK, Period.ALWAYS, 1, 100)).isFalse();
    }

    private void awaitState(State state) throws Exception {
        try (LedgerBooks office = Ledgers.books(settings)) {
            while (office.list(BOOK::equals).get(0).state() != state) {
                Thread.sleep(5);
            }
        }
    }

    /** What each server does, in two threads. */
    private interface Part {
        void run(QuotaLedger server, Random random) throws Exception;
    }

    private void onEach(Part part) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int n = 0; n < 6; n++) {
                QuotaLedger server = servers.get(n % 3);
                Random random = new Random(n);
                ends.add(threads.submit(() -> {
                    part.run(server, random);
                    return null;
                }));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
