package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest extends RouteInHand {
    private static final int LARGE = ConnectionPool.LARGE;
    private static final int HALF = 4; // of what a fake line carries

    private final DirectRoute route = route();
    private final FakeLine first = connected();

    private Request request(int bytes) {
        return Request.outgoing(
                CODEC.service().methods().get(0),
                CODEC,
                new Object[0],
                Payload.of(new byte[bytes]),
                Deadline.after(Duration.ofMinutes(30), time),
                time.nanoTime(),
                CallOptions.defaults(),
                new CallScope());
    }

    private CompletableFuture<Response> call(int bytes) {
        return route.invoke(request(bytes));
    }

    private FakeLine bulkLane() {
        call(LARGE);
        return connected();
    }

    /** Half fills {@code line}, which holds its calls. */
    private void halfFill(FakeLine line) {
        line.holds = true;
        int before = line.inFlight();
        for (int i = before; i < HALF; i++) {
            call(1);
        }
        assertThat(line.inFlight()).isEqualTo(HALF);
    }

    /** A line that was opened because the first one is half full, and that holds its calls. */
    private FakeLine second() {
        halfFill(first);
        call(1);
        FakeLine second = connected();
        second.holds = true;
        return second;
    }

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

    @Test
    void anIdleConnectionIsClosedAfterThirtySecondsAndOneThatIsUsedIsNot() {
        FakeLine bulk = bulkLane();
        call(LARGE);
        pass(29_999);
        call(LARGE);
        pass(30_000);
        assertThat(bulk.state()).isEqualTo(Connection.State.READY);
        bulk.holds = true;
        call(LARGE);
        pass(120_000);
        assertThat(bulk.state()).isEqualTo(Connection.State.READY);
        bulk.answerOne();

        pass(30_000);

        assertThat(bulk.state()).isEqualTo(Connection.State.CLOSED);
        assertThat(time.pending()).isZero();
        call(LARGE);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void whileTheFirstConnectionIsLostTheOthersAreUsed() {
        FakeLine bulk = bulkLane();
        FakeLine second = second();
        pass(1_000);

        first.moveTo(Connection.State.CLOSED);
        call(1);
        assertThat(second.requests).hasSize(1);
        second.moveTo(Connection.State.CLOSED);
        call(1);
        assertThat(bulk.requests).hasSize(1);
        pass(10);
        FakeLine again = connected();
        call(1);

        assertThat(again.requests).hasSize(1);
    }

    @Test
    void aLostExtraConnectionIsOpenedAgainWhenItIsWantedAndNotBefore() {
        FakeLine bulk = bulkLane();
        pass(1_000);
        bulk.moveTo(Connection.State.DRAINING);
        pass(60_000);
        assertThat(attempts).isEmpty();

        assertThat(call(LARGE)).isCompleted();

        assertThat(bulk.requests).isEmpty();
        assertThat(attempts).hasSize(1);
    }

    @Test
    void aCallThatAnExtraConnectionDidNotCarryOutGoesOverAnother() {
        FakeLine bulk = bulkLane();
        bulk.moveSilentlyTo(Connection.State.DRAINING);
        int before = first.requests.size();

        Response answer = Events.get(
                bulk.redirect.instead(request(LARGE), Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, "it drains")));

        assertThat(answer.isSuccess()).isTrue();
        assertThat(first.requests).hasSize(before + 1);
    }

    @Test
    void aSilentConnectionGetsNoCallsWhereThereIsAnother() {
        FakeLine bulk = bulkLane();
        FakeLine second = second();
        bulk.suspect = true;
        first.suspect = true;
        first.answerOne();
        first.answerOne();

        call(1);
        call(LARGE);

        assertThat(second.requests).hasSize(2);
        assertThat(bulk.requests).isEmpty();
        second.suspect = true;
        int before = first.requests.size();
        call(1);
        assertThat(first.requests).hasSize(before + 1);
        assertThat(attempts).isEmpty(); // silence is no load
    }

    @Test
    void aConnectionToAnotherServerIsNotUsed() {
        call(LARGE);
        FakeLine elsewhere = new FakeLine();
        elsewhere.server = 1;
        attempts.remove().complete(elsewhere);
        call(LARGE);

        assertThat(elsewhere.state()).isEqualTo(Connection.State.CLOSED);
        assertThat(elsewhere.requests).isEmpty();
        assertThat(attempts).isEmpty(); // not at once again
    }

    @Test
    void whenTheFirstConnectionComesBackToAnotherServerTheOthersAreLeft() {
        FakeLine second = second();
        FakeLine bulk = bulkLane();
        pass(1_000);
        first.moveTo(Connection.State.CLOSED);
        pass(10);
        FakeLine elsewhere = new FakeLine();
        elsewhere.server = 1;

        attempts.remove().complete(elsewhere);

        assertThat(second.state()).isEqualTo(Connection.State.CLOSED);
        assertThat(bulk.state()).isEqualTo(Connection.State.CLOSED);
        call(1);
        assertThat(elsewhere.requests).hasSize(1);
    }

    @Test
    void closingClosesAllOfThemAndOneThatComesLate() {
        FakeLine second = second();
        FakeLine bulk = bulkLane();
        halfFill(second);
        call(1);
        assertThat(attempts).hasSize(1);

        route.close();
        FakeLine late = connected();

        assertThat(List.of(first, second, bulk, late))
                .allSatisfy(line -> assertThat(line.state()).isEqualTo(Connection.State.CLOSED));
        assertThat(time.pending()).isZero();
    }
}
