package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The life of the connections beside the first. */
class ExtraConnectionsTest extends PoolInHand {
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

    @Test
    void aCallWaitsForTheFirstConnectionWhereAFullBulkLaneIsAllThatIsLeft() {
        FakeLine bulk = bulkLane();
        bulk.holds = true;
        for (int i = bulk.inFlight(); i < 2 * HALF; i++) {
            call(LARGE);
        }
        assertThat(bulk.inFlight()).isEqualTo(2 * HALF);
        pass(1_000);
        first.moveTo(Connection.State.CLOSED);

        CompletableFuture<Response> waiting = call(1);
        CompletableFuture<Response> large = call(LARGE);

        assertThat(waiting).isNotDone();
        assertThat(large).isNotDone();
        pass(20);
        FakeLine again = connected();
        assertThat(again.requests).hasSize(2);
        assertThat(Events.get(waiting).isSuccess()).isTrue();
        assertThat(Events.get(large).isSuccess()).isTrue();
    }

    @Test
    void aCallWaitsForTheFirstConnectionWhereTheOthersAreFull() {
        FakeLine second = second();
        for (int i = 0; i < 3 * HALF && second.inFlight() < 2 * HALF; i++) {
            call(1);
        }
        assertThat(second.inFlight()).isEqualTo(2 * HALF);
        refused(); // the third
        pass(1_000);
        first.moveTo(Connection.State.CLOSED);
        int carried = second.requests.size();

        call(1);

        assertThat(second.requests).hasSize(carried);
        pass(20);
        assertThat(connected().requests).hasSize(1);
    }
}
