package org.portreeve.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises; one subclass a store. */
abstract class QuotaLedgerContract {

    private static final BookId BOOK = new BookId("storage", "alice");
    private static final BookId OTHER = new BookId("storage", "bob");

    private QuotaLedger ledger;

    abstract QuotaLedger newLedger();

    @BeforeEach
    void open() {
        ledger = newLedger();
    }

    @Test
    void aBookIsUnknown_untilItIsCounted() {
        assertThat(ledger.knows(BOOK)).isFalse();
        assertThat(ledger.taken(BOOK)).isZero();

        ledger.recount(BOOK, 7);

        assertThat(ledger.knows(BOOK)).isTrue();
        assertThat(ledger.taken(BOOK)).isEqualTo(7);
        assertThat(ledger.knows(OTHER)).isFalse();
    }

    @Test
    void reserve_fitsToTheLastUnit_andNotBeyond() {
        ledger.recount(BOOK, 90);

        assertThat(ledger.reserve(BOOK, 11, 100)).isFalse();
        assertThat(ledger.reserve(BOOK, 10, 100)).isTrue();
        assertThat(ledger.reserve(BOOK, 1, 100)).isFalse();
        assertThat(ledger.reserve(BOOK, 0, 100)).isTrue();
        assertThat(ledger.taken(BOOK)).isEqualTo(100);
        assertThat(ledger.reserved(BOOK)).isEqualTo(10);
    }

    @Test
    void reserve_ofHugeAmounts_doesNotOverflow() {
        ledger.recount(BOOK, 90);

        assertThat(ledger.reserve(BOOK, Long.MAX_VALUE, 100)).isFalse();
        assertThat(ledger.reserve(BOOK, Long.MAX_VALUE - 90, Long.MAX_VALUE)).isTrue();
        assertThat(ledger.reserve(BOOK, 1, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void settle_freesTheReservation_andCommitsTheChange() {
        ledger.recount(BOOK, 0);
        assertThat(ledger.reserve(BOOK, 60, 100)).isTrue();

        ledger.settle(BOOK, 60, 25);

        assertThat(ledger.taken(BOOK)).isEqualTo(25);
        assertThat(ledger.reserved(BOOK)).isZero();
    }

    @Test
    void settle_ofARemoval_neverGoesBelowNothing() {
        ledger.recount(BOOK, 10);

        ledger.settle(BOOK, 0, -30);

        assertThat(ledger.taken(BOOK)).isZero();
    }

    @Test
    void recount_keepsReservations() {
        ledger.recount(BOOK, 10);
        assertThat(ledger.reserve(BOOK, 5, 100)).isTrue();

        ledger.recount(BOOK, 40);

        assertThat(ledger.taken(BOOK)).isEqualTo(45);
    }

    @Test
    void manyAtOnce_neverExceedTheLimitTogether() throws Exception {
        ledger.recount(BOOK, 0);
        AtomicLong granted = new AtomicLong();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int n = 0; n < 1000; n++) {
                    if (ledger.reserve(BOOK, 7, 10_000)) {
                        granted.addAndGet(7);
                        if (n % 3 == 0) {
                            ledger.settle(BOOK, 7, 0);
                            granted.addAndGet(-7);
                        } else {
                            ledger.settle(BOOK, 7, 7);
                        }
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }

        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ledger.taken(BOOK)).isEqualTo(granted.get()).isLessThanOrEqualTo(10_000);
        assertThat(ledger.reserve(BOOK, 10_000 - granted.get(), 10_000)).isTrue();
        assertThat(ledger.reserve(BOOK, 1, 10_000)).isFalse();
    }
}
