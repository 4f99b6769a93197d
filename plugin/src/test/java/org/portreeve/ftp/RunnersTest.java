package org.portreeve.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunnersTest {

    private static final int MANY = 200;

    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private Runners runners = runners(MOMENT);

    private Runners runners(Duration patience) {
        return new Runners(
                work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    threads.add(thread);
                    return thread;
                },
                patience);
    }

    @AfterEach
    void end() throws Exception {
        assertThat(runners.close(Duration.ofSeconds(60))).isTrue();
        for (Thread each : threads) {
            each.join(60_000);
            assertThat(each.isAlive()).isFalse();
        }
    }

    @Test
    void whatIsShort_isDoneByFewThreads() throws Exception {
        runners = runners(FOR_EVER);
        CountDownLatch all = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(100 * MANY);

        for (int i = 0; i < 100 * MANY; i++) {
            runners.execute(() -> {
                await(all);
                done.countDown();
            });
        }
        all.countDown();

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).hasSize(Runners.AWAKE + 1); // one of them looks whether the others stand still
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
