package org.portreeve.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises; one subclass a store. */
abstract class QuotaLedgerContract {

    private static final BookId BOOK = new BookId("storage", "0", "user alice");
    private static final BookId OTHER = new BookId("storage", "0", "user bob");

    private QuotaLedger ledger;

    abstract QuotaLedger newLedger();

    @BeforeEach
    void open() throws Exception {
        ledger = newLedger();
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
}
