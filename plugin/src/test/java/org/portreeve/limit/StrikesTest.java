package org.portreeve.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portreeve.limit.Strikes.Failure;
import org.portreeve.limit.Strikes.Owner;

class StrikesTest {

    private static final Owner ALICE = new Owner("policy", "alice");
    private static final Failure A = new Failure(ALICE, "/a");
    private static final Failure B = new Failure(ALICE, "/b");

    private final TickingClock clock = new TickingClock();
    private final Strikes strikes = new Strikes(clock, 3, Duration.ofSeconds(300), Duration.ofSeconds(60), 10, 5);

    private void fail(Failure failure, int times) {
        IntStream.range(0, times).forEach(i -> strikes.add(failure));
    }

    @Test
    void asManyAsItTakes_areTooMany_forAWhile() {
        fail(A, 2);
        assertThat(strikes.areTooMany(A)).isFalse();

        strikes.add(A);

        clock.tick(59);
        assertThat(strikes.areTooMany(A)).isTrue();
        clock.tick(1);
        assertThat(strikes.areTooMany(A)).isFalse();
    }

    @Test
    void theyNeedNotComeAtOnce_butWithinTheMemoryOfTheLast() {
        strikes.add(A);
        clock.tick(299);
        strikes.add(A);
        clock.tick(299);
        strikes.add(A);
        assertThat(strikes.areTooMany(A)).isTrue();

        clock.tick(300);
        strikes.add(A);
        assertThat(strikes.areTooMany(A)).isFalse();
    }

    @Test
    void whatFailsAgainAfterTheWhile_isTooMuchAtOnce() {
        fail(A, 3);
        clock.tick(60);

        strikes.add(A);

        assertThat(strikes.areTooMany(A)).isTrue();
    }

    @Test
    void each_isCountedByItself() {
        fail(A, 2);
        fail(B, 2);
        fail(new Failure(new Owner("policya", "lice"), "/a"), 2);

        assertThat(strikes.areTooMany(A)).isFalse();
        assertThat(strikes.areTooMany(B)).isFalse();
    }

    @Test
    void anOwner_isClearedInOneGo_andNobodyElseIs() {
        Failure bobs = new Failure(new Owner("policy", "bob"), "/a");
        fail(A, 3);
        fail(B, 3);
        fail(bobs, 3);

        strikes.clear(ALICE);

        assertThat(strikes.areTooMany(A)).isFalse();
        assertThat(strikes.areTooMany(B)).isFalse();
        assertThat(strikes.areTooMany(bobs)).isTrue();
    }

    @Test
    void whenThereIsNoMoreRoom_whatFailedLongestAgo_goesFirst() {
        fail(A, 3);
        fail(B, 3);
        IntStream.range(0, 3).forEach(i -> strikes.add(new Failure(ALICE, "/" + i)));
        strikes.add(A);

        strikes.add(new Failure(ALICE, "/more"));

        assertThat(strikes.areTooMany(A)).isTrue();
        assertThat(strikes.areTooMany(B)).isFalse();
    }

    @Test
    void whenThereAreTooManyOwners_whoFailedLongestAgo_goesFirst() {
        fail(A, 3);
        Failure bobs = new Failure(new Owner("policy", "bob"), "/a");
        fail(bobs, 3);
        IntStream.range(0, 8).forEach(i -> strikes.add(new Failure(new Owner("policy", "user" + i), "/a")));
        strikes.add(A);

        strikes.add(new Failure(new Owner("policy", "one more"), "/a"));

        assertThat(strikes.areTooMany(A)).isTrue();
        assertThat(strikes.areTooMany(bobs)).isFalse();
    }
}
