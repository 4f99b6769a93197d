package org.portreeve.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portreeve.limit.RetryGuard.Attempt;

class RetryGuardTest {

    private static final Attempt ALICE = attempt("/a");
    private static final Setback SETBACK = new Setback(0, 600);

    private final TickingClock clock = new TickingClock();
    private final RetryGuard guard = new RetryGuard(clock, Duration.ofSeconds(60), Duration.ofSeconds(600), 100);

    private static Attempt attempt(String path) {
        return new Attempt("policy", "alice", path);
    }

    @Test
    void aRefusal_isRememberedForTheWindow() {
        guard.remember(ALICE, SETBACK);

        clock.tick(59);
        assertThat(guard.recall(ALICE).map(RetryGuard.Memory::setback)).contains(SETBACK);
        clock.tick(1);
        assertThat(guard.recall(ALICE)).isEmpty();
    }

    @Test
    void recalling_prolongsNothing() {
        guard.remember(ALICE, SETBACK);

        clock.tick(59);
        assertThat(guard.recall(ALICE)).isPresent();
        clock.tick(1);
        assertThat(guard.recall(ALICE)).isEmpty();
    }

    @Test
    void eachRefusedRetry_beginsTheWindowAnew_upToTheBound() {
        guard.remember(ALICE, SETBACK);

        for (int i = 0; i < 11; i++) {
            clock.tick(50);
            assertThat(guard.recall(ALICE).map(RetryGuard.Memory::setback)).contains(SETBACK);
            guard.refusedAgain(ALICE);
        }

        clock.tick(49);
        assertThat(guard.recall(ALICE)).isPresent();
        clock.tick(1);
        assertThat(guard.recall(ALICE)).isEmpty();
    }

    @Test
    void theNextRefusalInMidTransfer_countsFromTheStart() {
        guard.remember(ALICE, SETBACK);
        clock.tick(59);
        guard.remember(ALICE, new Setback(0, 700));

        clock.tick(59);

        assertThat(guard.recall(ALICE)).contains(new RetryGuard.Memory(new Setback(0, 700), 1));
    }

    @Test
    void refusalsThatCameJustAsFar_areCounted_andOthersBeginAnew() {
        guard.remember(ALICE, SETBACK);
        clock.tick(30);
        guard.remember(ALICE, SETBACK);

        assertThat(guard.recall(ALICE)).contains(new RetryGuard.Memory(SETBACK, 2));

        guard.remember(ALICE, new Setback(SETBACK.offset(), SETBACK.bytes() + 1));

        assertThat(guard.recall(ALICE).map(RetryGuard.Memory::times)).contains(1);

        clock.tick(60);
        guard.remember(ALICE, new Setback(SETBACK.offset(), SETBACK.bytes() + 1));

        assertThat(guard.recall(ALICE).map(RetryGuard.Memory::times)).contains(1);
    }

    @Test
    void aRetryThatIsNotRemembered_isNotRememberedByBeingRefused() {
        guard.remember(attempt("/b"), SETBACK);

        guard.refusedAgain(ALICE);

        assertThat(guard.recall(ALICE)).isEmpty();
    }

    @Test
    void whatIsForgotten_isLetThrough_andNothingElse() {
        guard.remember(ALICE, SETBACK);
        guard.remember(attempt("/b"), SETBACK);

        guard.forget(ALICE);

        assertThat(guard.recall(ALICE)).isEmpty();
        assertThat(guard.recall(attempt("/b"))).isPresent();
    }

    @Test
    void userPathAndEdition_areToldApart_whereverOneEnds() {
        guard.remember(new Attempt("p", "al", "ice/a"), SETBACK);

        assertThat(guard.recall(new Attempt("p", "alice", "/a"))).isEmpty();
        assertThat(guard.recall(new Attempt("pa", "l", "ice/a"))).isEmpty();
        assertThat(guard.recall(new Attempt("q", "al", "ice/a"))).isEmpty();
        assertThat(guard.recall(new Attempt("p", "al", "ice/a"))).isPresent();
    }

    @Test
    void whenItIsFull_theOneThatWasRefusedLongestAgo_goesFirst() {
        IntStream.range(0, 100).forEach(i -> guard.remember(attempt("/" + i), SETBACK));
        guard.refusedAgain(attempt("/0"));

        guard.remember(ALICE, SETBACK);

        assertThat(guard.recall(ALICE)).isPresent();
        assertThat(guard.recall(attempt("/0"))).isPresent();
        assertThat(guard.recall(attempt("/1"))).isEmpty();
        assertThat(IntStream.range(2, 100))
                .allMatch(i -> guard.recall(attempt("/" + i)).isPresent());
    }
}
