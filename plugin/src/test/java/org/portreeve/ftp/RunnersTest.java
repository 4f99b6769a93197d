package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunnersTest {

    private static final int MANY = 200;

    private final AtomicInteger threads = new AtomicInteger();
    private final Runners runners = new Runners(work -> {
        threads.incrementAndGet();
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void end() throws Exception {
        assertThat(runners.close(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void whatIsShort_isDoneByFewThreads() throws Exception {
        CountDownLatch done = new CountDownLatch(100 * MANY);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();

        for (int i = 0; i < 100 * MANY; i++) {
            runners.execute(() -> {
                seen.add(Thread.currentThread());
                done.countDown();
            });
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isNotEmpty();
    }

    @Test
    void tasksThatSayThatTheyWait_keepNobodyFromWork() throws Exception {
        CountDownLatch inside = new CountDownLatch(MANY);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < MANY; i++) {
            runners.execute(() -> {
                runners.leave();
                inside.countDown();
                await(end);
                runners.comeBack();
            });
        }

        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        CountDownLatch other = new CountDownLatch(1);
        runners.execute(other::countDown);
        assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
        end.countDown();
    }

    @Test
    void tasksThatStandStillUnsaid_keepNobodyFromWork() throws Exception {
        CountDownLatch inside = new CountDownLatch(MANY);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < MANY; i++) {
            runners.execute(() -> {
                inside.countDown();
                await(end);
            });
        }

        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        end.countDown();
        CountDownLatch afterwards = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            runners.execute(afterwards::countDown);
        }
        assertThat(afterwards.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFault_endsOneTaskOnly() throws Exception {
        CountDownLatch done = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            runners.execute(() -> {
                done.countDown();
                throw new IllegalStateException("a fault on purpose");
            });
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
