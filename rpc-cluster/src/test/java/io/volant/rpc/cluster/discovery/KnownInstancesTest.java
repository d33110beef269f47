package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Warnings;
import io.volant.rpc.cluster.discovery.Known.Standing;
import io.volant.rpc.contract.Log;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownInstancesTest extends KnownInstancesRig {
    @Test
    void theListOfTheSourceIsToldOnce() {
        KnownInstances known = watch();
        assertThat(known.known().instances()).isEmpty();
        assertThat(known.known().stale()).isTrue();
        assertThat(known.known().reason()).isEqualTo("the source in hand has not answered yet");

        source.say(A, B);
        source.say(B, A);

        assertThat(told).containsExactly(new Known(List.of(A, B), Standing.CURRENT, ""));
        assertThat(known.known()).isEqualTo(told.get(0));
    }

    @Test
    void aChangedWeightIsAChange() {
        watch();
        source.say(A);
        source.say(A.withWeight(1));

        assertThat(last().instances()).containsExactly(A.withWeight(1));
    }

    @Test
    void aFailureLeavesTheLastGoodListAndSaysWhy() {
        KnownInstances known = watch();
        source.say(A, B);
        source.fail("connection refused, 1 try");
        source.fail("connection refused,\n2 tries");

        assertThat(told).hasSize(2);
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(last().instances()).containsExactly(A, B);
        assertThat(known.known().reason()).isEqualTo("connection refused,?2 tries");
        source.say(A, B);
        assertThat(last()).isEqualTo(new Known(List.of(A, B), Standing.CURRENT, ""));
    }

    @Test
    void aFailureBeforeTheFirstListIsTheReasonAndIsLoggedOnce() {
        try (Log log = Log.open()) {
            KnownInstances known = watch();
            source.fail("connection refused");
            source.fail("connection refused again");

            assertThat(told).isEmpty();
            assertThat(known.known().reason()).isEqualTo("connection refused again");
            assertThat(log.text())
                    .contains("event=discovery_stale service=Orders:1 standing=STALE instances_kept=0"
                            + " reason=\"connection refused\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void anEmptyListIsNotBelievedAtOnce() {
        watch();
        source.say(A, B);
        source.say();

        assertThat(last().instances()).containsExactly(A, B);
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(last().reason()).isEqualTo("the source in hand says that no server offers Orders:1");
        time.advance(Duration.ofMillis(29_999));
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        time.advance(Duration.ofMillis(1));
        assertThat(last().standing()).isEqualTo(Standing.WITHDRAWN);
        assertThat(last().instances()).containsExactly(A, B);
        source.say();
        assertThat(last().standing()).isEqualTo(Standing.WITHDRAWN);
        source.say(B);
        assertThat(last()).isEqualTo(new Known(List.of(B), Standing.CURRENT, ""));
    }

    @Test
    void anEmptyListThatIsTakenBackInTimeChangesNothing() {
        watch();
        source.say(A);
        source.say();
        time.advance(Duration.ofSeconds(20));
        source.say(A);
        time.advance(Duration.ofSeconds(20));
        source.say();
        time.advance(Duration.ofSeconds(29));

        assertThat(told).noneMatch(known -> known.standing() == Standing.WITHDRAWN);
        assertThat(last().instances()).containsExactly(A);
    }

    @Test
    void aSourceThatFailsDoesNotSayThatThereIsNothing() {
        watch();
        source.say(A);
        source.say();
        time.advance(Duration.ofSeconds(20));
        source.fail("gone");
        time.advance(Duration.ofMinutes(5));

        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(last().instances()).containsExactly(A);
    }

    @Test
    void aServiceThatNobodyOffersYetIsNotStale() {
        watch();
        source.say();

        assertThat(last())
                .isEqualTo(new Known(
                        List.of(), Standing.CURRENT, "the source in hand says that no server offers Orders:1"));
    }

    @Test
    void aFlappingSourceIsHeardOnceASecondAndTheLastWordIsNotLost() {
        watch();
        for (int i = 0; i < 1_000; i++) { // ten seconds
            source.say(i % 2 == 0 ? new Instance[] {A} : new Instance[] {A, B});
            time.advance(Duration.ofMillis(10));
        }
        assertThat(told).hasSizeBetween(5, 5 + 10);
        source.say(A.withWeight(7));
        time.advance(Duration.ofSeconds(1));
        assertThat(last().instances()).containsExactly(A.withWeight(7));
    }

    @Test
    void aFlappingEmptyListNeverTakesTheLastServersAway() {
        watch();
        for (int i = 0; i < 200; i++) {
            source.say(A, B);
            time.advance(Duration.ofMillis(700));
            source.say();
            time.advance(Duration.ofMillis(700));
        }
        assertThat(told).allMatch(known -> known.instances().equals(List.of(A, B)));
        assertThat(told).noneMatch(known -> known.standing() == Standing.WITHDRAWN);
    }

    @Test
    void nothingIsToldAfterTheEndAndNoTimerIsLeft() {
        KnownInstances known = watch();
        source.say(A);
        source.say();
        known.close();
        known.close();

        source.listener().onInstances(List.of(B));
        source.listener().onFailure("late");

        assertThat(source.watches()).isZero();
        assertThat(told).hasSize(2);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aListenerThatThrowsIsToldOn() {
        Surroundings around = new Surroundings(time, time, Runnable::run, new Warnings(time));
        KnownInstances.watch(source, SERVICE, options, around, known -> {
            told.add(known);
            throw new IllegalStateException("a fault of the listener");
        });
        source.say(A);
        source.say(B);

        assertThat(told).hasSize(2);
    }
}
