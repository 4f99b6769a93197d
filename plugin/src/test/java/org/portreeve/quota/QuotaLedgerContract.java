package org.portreeve.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises; one subclass a store. */
public abstract class QuotaLedgerContract {

    protected static final BookId BOOK = new BookId("storage", "0", "user alice");
    protected static final BookId OTHER = new BookId("storage", "0", "user bob");

    private static final BookId FLOW = new BookId("traffic", "0", "user alice");

    private QuotaLedger ledger;

    /** An empty one. */
    protected abstract QuotaLedger newLedger() throws Exception;

    @BeforeEach
    void open() throws Exception {
        ledger = newLedger();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aBookIsUnknown_untilItIsCounted() throws Exception {
        assertThat(ledger.isCounted(BOOK)).isFalse();
        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isZero();

        ledger.recount(List.of(BOOK), () -> new long[] {7});

        assertThat(ledger.isCounted(BOOK)).isTrue();
        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(7);
        assertThat(ledger.isCounted(OTHER)).isFalse();
    }

    @Test
    void reserve_fitsToTheLastUnit_andNotBeyond() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {90});

        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 11, 100)).isFalse();
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 10, 100)).isTrue();
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 1, 100)).isFalse();
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 0, 100)).isTrue();
        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(100);
        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(90);
    }

    @Test
    void fits_asMuchAsCouldBePromised_andPromisesNothing() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {80});
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 10, 100)).isTrue();

        assertThat(ledger.fits(BOOK, Period.ALWAYS, 10, 100)).isTrue();
        assertThat(ledger.fits(BOOK, Period.ALWAYS, 11, 100)).isFalse();
        assertThat(ledger.fits(BOOK, Period.ALWAYS, 0, 50)).isTrue();
        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(90);
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 10, 100)).isTrue();
        assertThat(ledger.fits(BOOK, Period.ALWAYS, 1, 100)).isFalse();
    }

    @Test
    void reserve_ofHugeAmounts_doesNotOverflow() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {90});

        assertThat(ledger.reserve(BOOK, Period.ALWAYS, Long.MAX_VALUE, 100)).isFalse();
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, Long.MAX_VALUE - 90, Long.MAX_VALUE))
                .isTrue();
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 1, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void settle_freesTheReservation_andCommitsTheChange() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {0});
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 60, 100)).isTrue();

        ledger.commit(BOOK, Period.ALWAYS, 60, 25);

        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(25);
        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(25);
    }

    @Test
    void settle_ofARemoval_neverGoesBelowNothing() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {10});

        ledger.commit(BOOK, Period.ALWAYS, 0, -30);

        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isZero();
    }

    @Test
    void recount_keepsReservations() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {10});
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 5, 100)).isTrue();

        ledger.recount(List.of(BOOK), () -> new long[] {40});

        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(45);
    }

    @Test
    void manyAtOnce_neverExceedTheLimitTogether() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {0});
        AtomicLong granted = new AtomicLong();
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Void>> clients = Collections.nCopies(8, () -> {
            start.await();
            for (int n = 0; n < 1000; n++) {
                if (ledger.reserve(BOOK, Period.ALWAYS, 7, 10_000)) {
                    long kept = n % 3 == 0 ? 0 : 7;
                    granted.addAndGet(kept);
                    ledger.commit(BOOK, Period.ALWAYS, 7, kept);
                }
            }
            return null;
        });
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        List<Future<Void>> ends = clients.stream().map(threads::submit).toList();
        start.countDown();
        for (Future<Void> end : ends) {
            end.get();
        }
        threads.shutdown();

        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(granted.get()).isLessThanOrEqualTo(10_000);
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 10_000 - granted.get(), 10_000))
                .isTrue();
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 1, 10_000)).isFalse();
    }

    @Test
    void release_freesWhatWasPromised() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {0});
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 100, 100)).isTrue();

        ledger.release(BOOK, 100);

        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 100, 100)).isTrue();
    }

    @Test
    void aLimitThatWasLowered_holdsAtOnce() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {10});
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 1, 1_000_000)).isTrue();

        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 10, 20)).isFalse();
        assertThat(ledger.reserve(BOOK, Period.ALWAYS, 9, 20)).isTrue();
    }

    @Test
    void aBookOfFlows_isNeverCounted_andNeedNotBe() throws Exception {
        Period today = new Period(1000, 1000);

        assertThat(ledger.reserve(FLOW, today, 7, 10)).isTrue();
        ledger.commit(FLOW, today, 7, 7);

        assertThat(ledger.isCounted(FLOW)).isFalse();
        assertThat(ledger.used(FLOW, today)).isEqualTo(7);
        assertThat(ledger.reserve(FLOW, today, 4, 10)).isFalse();
        assertThat(ledger.reserve(FLOW, today, 3, 10)).isTrue();
    }

    @Test
    void aCalendarWindow_beginsAgainWithItsNextSlot() throws Exception {
        Period today = new Period(1000, 1000);
        Period tomorrow = new Period(2000, 2000);
        assertThat(ledger.reserve(FLOW, today, 10, 10)).isTrue();
        ledger.commit(FLOW, today, 10, 10);

        assertThat(ledger.used(FLOW, tomorrow)).isZero();
        assertThat(ledger.reserve(FLOW, tomorrow, 10, 10)).isTrue();
    }

    @Test
    void aPromise_countsInEachPeriod_untilItIsSettled() throws Exception {
        Period today = new Period(1000, 1000);
        Period tomorrow = new Period(2000, 2000);
        assertThat(ledger.reserve(FLOW, today, 6, 10)).isTrue();

        assertThat(ledger.reserve(FLOW, tomorrow, 5, 10)).isFalse();
        ledger.commit(FLOW, tomorrow, 6, 4);

        assertThat(ledger.used(FLOW, tomorrow)).isEqualTo(4);
        assertThat(ledger.reserve(FLOW, tomorrow, 6, 10)).isTrue();
    }

    @Test
    void aSlidingWindow_forgetsSlotBySlot() throws Exception {
        for (long slot = 0; slot < 100; slot += 10) {
            ledger.commit(FLOW, new Period(slot, slot - 50), 0, slot + 1);
        }

        assertThat(ledger.used(FLOW, new Period(90, 40))).isEqualTo(41 + 51 + 61 + 71 + 81 + 91);
        assertThat(ledger.used(FLOW, new Period(100, 50))).isEqualTo(51 + 61 + 71 + 81 + 91);
        assertThat(ledger.used(FLOW, new Period(200, 150))).isZero();
        ledger.commit(FLOW, new Period(200, 150), 0, 5);
        assertThat(ledger.used(FLOW, new Period(200, 0))).isEqualTo(5);
    }

    @Test
    void books_areApart() throws Exception {
        BookId renamed = new BookId(BOOK.limit(), "1", BOOK.owner());
        ledger.recount(List.of(BOOK, OTHER), () -> new long[] {10, 20});
        ledger.commit(BOOK, Period.ALWAYS, 0, 1);

        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(11);
        assertThat(ledger.used(OTHER, Period.ALWAYS)).isEqualTo(20);
        assertThat(ledger.used(renamed, Period.ALWAYS)).isZero();
        assertThat(ledger.isCounted(renamed)).isFalse();
    }

    @Test
    void recount_tellsWhatWasAndWhatIs() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {10});

        List<Difference> differences = ledger.recount(List.of(OTHER, BOOK), () -> new long[] {5, 4});

        assertThat(differences).containsExactly(new Difference(OTHER, 0, 5), new Difference(BOOK, 10, 4));
    }

    @Test
    void recount_thatFails_leavesTheBooksAsTheyWere() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {10});

        assertThatThrownBy(() -> ledger.recount(List.of(BOOK, OTHER), () -> {
                    throw new IOException("disk gone");
                }))
                .hasMessage("disk gone");

        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(10);
        assertThat(ledger.isCounted(OTHER)).isFalse();
        ledger.recount(List.of(BOOK, OTHER), () -> new long[] {1, 2});
        assertThat(ledger.used(OTHER, Period.ALWAYS)).isEqualTo(2);
    }

    @Test
    void change_thatFails_keepsWhatItCommitted_andLetsOthersIn() throws Exception {
        ledger.recount(List.of(BOOK), () -> new long[] {10});

        assertThatThrownBy(() -> ledger.change(List.of(BOOK), () -> {
                    ledger.commit(BOOK, Period.ALWAYS, 0, 5);
                    throw new IOException("disk gone");
                }))
                .hasMessage("disk gone");

        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(15);
        ledger.recount(List.of(BOOK), () -> new long[] {3});
        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(3);
    }

    @Test
    void change_canReserveWhatItCommits() throws Exception {
        ledger.recount(List.of(BOOK, OTHER), () -> new long[] {10, 0});

        ledger.change(List.of(BOOK, OTHER, BOOK), () -> {
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 91, 100)).isFalse();
            assertThat(ledger.reserve(BOOK, Period.ALWAYS, 90, 100)).isTrue();
            ledger.commit(BOOK, Period.ALWAYS, 90, 90);
            ledger.commit(OTHER, Period.ALWAYS, 0, 1);
        });

        assertThat(ledger.taken(BOOK, Period.ALWAYS)).isEqualTo(100);
        assertThat(ledger.taken(OTHER, Period.ALWAYS)).isEqualTo(1);
    }

    @Test
    void keepOnly_forgetsWhatIsStored_andNothingElse() throws Exception {
        Period today = new Period(1000, 1000);
        BookId gone = new BookId("storage", "old", "user alice");
        ledger.recount(List.of(BOOK, gone), () -> new long[] {10, 20});
        assertThat(ledger.reserve(gone, Period.ALWAYS, 5, 100)).isTrue();
        ledger.commit(FLOW, today, 0, 7);

        ledger.keepOnly(Set.of(new QuotaLedger.Scope("storage", "0")));

        assertThat(ledger.isCounted(BOOK)).isTrue();
        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(10);
        assertThat(ledger.isCounted(gone)).isFalse();
        assertThat(ledger.used(gone, Period.ALWAYS)).isZero();
        assertThat(ledger.taken(gone, Period.ALWAYS)).isEqualTo(5);
        assertThat(ledger.used(FLOW, today)).isEqualTo(7);
    }

    @Test
    void recounts_amongChanges_missNothingAndCountNothingTwice() throws Exception {
        AtomicLong disk = new AtomicLong();
        ledger.recount(List.of(BOOK), () -> new long[] {0});
        AtomicBoolean done = new AtomicBoolean();

        inParallel(
                4,
                turn -> {
                    for (int n = 0; n < 200; n++) {
                        long size = turn * 1000L + n;
                        ledger.change(List.of(BOOK), () -> {
                            disk.addAndGet(size);
                            Thread.onSpinWait();
                            ledger.commit(BOOK, Period.ALWAYS, 0, size);
                        });
                    }
                },
                () -> {
                    while (!done.get()) {
                        ledger.recount(List.of(BOOK), () -> new long[] {disk.get()});
                    }
                },
                done);

        assertThat(ledger.used(BOOK, Period.ALWAYS)).isEqualTo(disk.get());
    }

    /** What one of many does. */
    private interface Part {
        void run(int number) throws Exception;
    }

    private interface Beside {
        void run() throws Exception;
    }

    private static void inParallel(int threads, Part part, Beside beside, AtomicBoolean done) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        try {
            Future<Void> other = pool.submit(() -> {
                beside.run();
                return null;
            });
            List<Future<Void>> parts = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                int number = n;
                parts.add(pool.submit(() -> {
                    part.run(number);
                    return null;
                }));
            }
            try {
                for (Future<Void> end : parts) {
                    end.get();
                }
            } finally {
                done.set(true);
            }
            other.get();
        } finally {
            pool.shutdownNow();
        }
    }
}
