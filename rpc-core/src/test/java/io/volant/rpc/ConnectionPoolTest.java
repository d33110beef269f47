package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which connection carries a call, and when another one is opened. */
class ConnectionPoolTest extends PoolInHand {
    private static final Failure FULL = Failure.of(Status.OVERLOADED, Outcome.NOT_SENT, "8 calls are in flight");

    @Test
    void largeArgumentsGoOverTheFirstConnectionUntilThereIsOneForThem() {
        assertThat(call(LARGE)).isCompleted();
        assertThat(first.requests).hasSize(1);
        call(LARGE);
        assertThat(first.requests).hasSize(2);
        assertThat(attempts).hasSize(1);

        FakeLine bulk = connected();
        call(LARGE);
        call(LARGE - 1);

        assertThat(bulk.requests).hasSize(1);
        assertThat(first.requests).hasSize(3);
        assertThat(attempts).isEmpty();
    }

    @Test
    void aMethodThatHadALargeReplyIsALargeOneUntilItHadSixteenSmallOnes() {
        first.sizes.accept(request(1), LARGE - 1);
        call(1);
        assertThat(attempts).isEmpty();

        first.sizes.accept(request(1), LARGE);
        call(1);
        FakeLine bulk = connected();
        bulk.reply = Payload.of(new byte[LARGE]);
        call(1);
        bulk.reply = Payload.of(new byte[LARGE - 1]);
        for (int i = 0; i < 16; i++) {
            call(1);
        }
        assertThat(bulk.requests).hasSize(17);
        call(1);

        assertThat(bulk.requests).hasSize(17);
        assertThat(first.requests).hasSize(3);
    }

    @Test
    void largeRepliesOnEveryConnectionAreNoticed() {
        FakeLine second = second();
        second.sizes.accept(request(1), LARGE);

        call(1);

        assertThat(attempts).hasSize(1);
    }

    @Test
    void anotherConnectionIsOpenedWhenHalfOfWhatOneCarriesIsInFlight() {
        halfFill(first);
        assertThat(attempts).isEmpty();

        call(1);
        assertThat(first.inFlight()).isEqualTo(HALF + 1);
        assertThat(attempts).hasSize(1);
        call(1);
        assertThat(attempts).hasSize(1);
        FakeLine second = connected();
        second.holds = true;
        call(1);
        assertThat(second.inFlight()).isEqualTo(1);

        first.answerOne();
        first.answerOne();
        first.answerOne();
        call(1);
        assertThat(first.inFlight()).isEqualTo(HALF);
        assertThat(second.inFlight()).isEqualTo(1);
    }

    @Test
    void whatIsMoreThanHalfOfAllGoesWhereLeastIsInFlight() {
        connections = 3;
        DirectRoute small = route();
        FakeLine one = connected();
        one.holds = true;
        List<FakeLine> lines = new ArrayList<>(List.of(one));
        for (int i = 0; i < 2 * HALF + 6; i++) {
            small.invoke(request());
            if (!attempts.isEmpty()) {
                lines.add(connected());
                lines.get(1).holds = true;
            }
        }

        assertThat(lines).hasSize(2);
        assertThat(lines).allSatisfy(line -> assertThat(line.inFlight()).isEqualTo(HALF + 3));
    }

    @Test
    void oneConnectionIsOneWhateverComes() {
        connections = 1;
        DirectRoute lone = route();
        FakeLine line = connected();
        line.holds = true;
        line.sizes.accept(request(1), LARGE);
        for (int i = 0; i < line.mostInFlight; i++) {
            lone.invoke(request(LARGE));
        }

        assertThat(line.requests).hasSize(line.mostInFlight);
        assertThat(attempts).isEmpty();
    }

    @Test
    void twoConnectionsAreTheFirstAndTheBulkLane() {
        connections = 2;
        DirectRoute two = route();
        FakeLine line = connected();
        line.holds = true;
        for (int i = 0; i < line.mostInFlight; i++) {
            two.invoke(request(1));
        }
        assertThat(attempts).isEmpty();

        two.invoke(request(LARGE));
        assertThat(attempts).hasSize(1);
    }

    @Test
    void aCallForWhichAllAreFullWaitsForTheConnectionThatIsBeingOpened() {
        halfFill(first);
        for (int i = HALF; i < first.mostInFlight; i++) {
            call(1);
        }

        CompletableFuture<Response> waiting = call(1);
        assertThat(first.requests).hasSize(first.mostInFlight);
        assertThat(waiting).isNotDone();
        FakeLine second = connected();

        assertThat(second.requests).hasSize(1);
        assertThat(Events.get(waiting).isSuccess()).isTrue();
    }

    @Test
    void whenThatCannotBeOpenedTheCallGoesWhereItWouldHaveGoneWithoutIt() {
        halfFill(first);
        for (int i = HALF; i < first.mostInFlight; i++) {
            call(1);
        }
        CompletableFuture<Response> waiting = call(1);
        first.holds = false;

        refused();

        assertThat(Events.get(waiting).isSuccess()).isTrue();
        assertThat(first.requests).hasSize(first.mostInFlight + 1);
    }

    @Test
    void aCallThatHasWaitedLongEnoughGoesThereToo() {
        halfFill(first);
        for (int i = HALF; i < first.mostInFlight; i++) {
            call(1);
        }
        CompletableFuture<Response> waiting = call(1);
        first.holds = false;
        pass(999);
        assertThat(waiting).isNotDone();

        pass(1);

        assertThat(Events.get(waiting).isSuccess()).isTrue();
        assertThat(first.requests).hasSize(first.mostInFlight + 1);
    }

    @Test
    void aCallThatDoesNotWaitIsLeftToAFullConnection() {
        halfFill(first);
        for (int i = HALF; i < first.mostInFlight; i++) {
            call(1);
        }

        route.invoke(request(Duration.ofSeconds(1), CallOptions.defaults().withFailFast()));

        assertThat(first.requests).hasSize(first.mostInFlight + 1);
    }

    @Test
    void aConnectionThatComesAtOnceCarriesTheCallThatAskedForIt() {
        halfFill(first);
        call(1);
        refused();
        for (int i = HALF + 1; i < first.mostInFlight; i++) {
            call(1);
        }
        pass(1_000);
        FakeLine second = new FakeLine();
        instant.add(second);

        assertThat(call(1)).isCompleted();

        assertThat(first.requests).hasSize(first.mostInFlight);
        assertThat(second.requests).hasSize(1);
    }

    @Test
    void aCallThatFindsItsConnectionFullAfterAllGoesOverAnotherOrWaitsForIt() {
        halfFill(first);
        call(1);
        CompletableFuture<Response> waiting = first.redirect.instead(request(1), FULL);
        for (int i = first.inFlight(); i < first.mostInFlight; i++) {
            call(1);
        }
        CompletableFuture<Response> another = first.redirect.instead(request(1), FULL);
        assertThat(another).isNotDone();

        FakeLine second = connected();

        assertThat(second.requests).hasSize(1);
        assertThat(another).isCompleted();
        assertThat(waiting).isNotDone(); // the first one had room again
        assertThat(first.requests).hasSize(first.mostInFlight);
    }

    @Test
    void aCallThatFindsAllOfThemFullIsRefusedByTheFirst() {
        connections = 1;
        DirectRoute lone = route();
        FakeLine line = connected();
        line.holds = true;
        for (int i = 0; i < line.mostInFlight; i++) {
            lone.invoke(request(1));
        }

        Response refusal = Events.get(line.redirect.instead(request(1), FULL));

        assertThat(refusal.failure()).isSameAs(FULL);
        assertThat(line.requests).hasSize(line.mostInFlight);
    }

    @Test
    void attemptsThatFailAreNotRepeatedAtOnceAndCostNoCall() {
        assertThat(call(LARGE)).isCompleted();
        refused();
        assertThat(call(LARGE)).isCompleted();
        pass(199);
        call(LARGE);
        assertThat(attempts).isEmpty();

        pass(1);
        call(LARGE);
        assertThat(attempts).hasSize(1);
        broken = true;
        refused();
        pass(320);
        assertThat(call(LARGE)).isCompleted();
        broken = false;
        pass(512);
        call(LARGE);
        assertThat(attempts).hasSize(1);
    }
}
