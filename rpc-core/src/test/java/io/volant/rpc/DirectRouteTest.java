package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class DirectRouteTest extends RouteInHand {
    @Test
    void isReadyWhenTheConnectionIs() {
        DirectRoute route = route();
        assertThat(route.ready()).isNotDone();

        connected();

        assertThat(route.ready()).isCompleted();
        assertThat(attempts).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void failsAsTheFirstAttemptDoes() {
        DirectRoute route = route();
        RpcException refused = new RpcException(TransportFailures.refused("localhost:50051", 1, 3));

        attempts.remove().completeExceptionally(refused);

        assertThatThrownBy(() -> route.ready().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(refused);
    }

    @Test
    void aLostConnectionIsOpenedAgainAtOnceAlthoughNobodyCalls() {
        for (Connection.State gone : List.of(Connection.State.DRAINING, Connection.State.CLOSED)) {
            DirectRoute route = route();
            FakeLine line = connected();
            pass(1_000);

            line.moveTo(gone);
            assertThat(attempts).isEmpty();
            pass(10);

            FakeLine next = connected();
            assertThat(Events.get(route.invoke(request())).isSuccess()).isTrue();
            assertThat(next.requests).hasSize(1);
            route.close();
        }
    }

    @Test
    void attemptsComeAtGrowingDistancesOneAtATimeAndBeginAnewAfterSuccess() {
        lost();
        pass(10);
        List<Integer> distances = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(attempts).hasSize(1);
            pass(100); // one is under way: no other begins
            assertThat(attempts).hasSize(1);
            refused();
            distances.add(untilTheNextAttempt());
        }
        assertThat(distances).containsExactly(200, 320, 512, 820, 1_311);

        FakeLine line = connected();
        pass(1_000);
        line.moveTo(Connection.State.CLOSED);
        pass(10);
        refused();
        assertThat(untilTheNextAttempt()).isEqualTo(200);
    }

    private int untilTheNextAttempt() {
        int millis = 0;
        while (attempts.isEmpty()) {
            pass(1);
            millis++;
        }
        return millis;
    }

    @Test
    void aCallBringsTheNextAttemptForwardAndManyCallsDoNotMultiplyIt() {
        DirectRoute route = lost();
        pass(10);
        for (int i = 0; i < 9; i++) {
            refused();
            untilTheNextAttempt();
        }
        refused(); // from now on every 5 s
        pass(1_000);
        int before = dialled;

        CompletableFuture<Response> waiting = route.invoke(request());
        pass(0);
        assertThat(dialled).isEqualTo(before + 1);
        for (int i = 0; i < 100; i++) {
            route.invoke(request());
        }
        pass(100);
        assertThat(dialled).isEqualTo(before + 1);

        refused();
        route.invoke(request()); // anew, as after a first failure
        pass(199);
        assertThat(dialled).isEqualTo(before + 1);
        pass(1);
        connected();
        assertThat(Events.get(waiting).isSuccess()).isTrue();
    }

    @Test
    void aConnectionThatIsGoneBeforeItSaysSoIsNotedByTheNextCall() {
        DirectRoute route = route();
        FakeLine line = connected();
        pass(1_000);
        line.moveSilentlyTo(Connection.State.CLOSED);

        CompletableFuture<Response> waiting = route.invoke(request());
        pass(10);
        connected();
        line.moveTo(Connection.State.CLOSED); // late, and no news

        assertThat(Events.get(waiting).isSuccess()).isTrue();
        assertThat(attempts).isEmpty();
        assertThat(Events.get(route.invoke(request())).isSuccess()).isTrue();
    }

    @Test
    void aCallThatItsConnectionDidNotCarryOutIsSentAgainAtMostThreeTimes() {
        route();
        Failure goingAway =
                Failure.of(Status.UNAVAILABLE, Outcome.REJECTED, "One.run: localhost:50051 is shutting down.");
        FakeLine line = connected();
        Request request = request();
        for (int again = 1; again <= 3; again++) {
            assertThat(Events.get(line.redirect.instead(request, goingAway)).isSuccess())
                    .isTrue();
            request = line.requests.get(again - 1);
            assertThat(request.attempt()).isEqualTo(again + 1);
        }

        assertThat(Events.get(line.redirect.instead(request, goingAway)).failure())
                .isSameAs(goingAway);
        assertThat(line.requests).hasSize(3);
    }

    @Test
    void aCallThatDoesNotWaitIsSentAgainWhereAnotherConnectionIsThere() {
        waitForServer = Duration.ZERO;
        Failure goingAway =
                Failure.of(Status.UNAVAILABLE, Outcome.REJECTED, "One.run: localhost:50051 is shutting down.");
        route();
        FakeLine old = connected();
        old.moveTo(Connection.State.DRAINING);

        assertThat(Events.get(old.redirect.instead(request(), goingAway)).failure())
                .isSameAs(goingAway);
        pass(1_000);
        FakeLine next = connected();
        assertThat(Events.get(old.redirect.instead(request(), goingAway)).isSuccess())
                .isTrue();
        assertThat(next.requests).hasSize(1);
    }

    @Test
    void aCallThatWaitsToBeSentAgainWasRejectedAndNotUnsent() {
        DirectRoute route = lost();
        Failure goingAway = Failure.of(Status.UNAVAILABLE, Outcome.REJECTED, "going away");

        CompletableFuture<Response> again = route.instead(request(), goingAway);
        pass(10);
        refused();
        pass(990);

        assertThat(Events.get(again).failure().outcome()).isEqualTo(Outcome.REJECTED);
        Request impatient =
                request(Duration.ofSeconds(30), CallOptions.defaults().withFailFast());
        assertThat(Events.get(route.instead(impatient, goingAway)).failure()).isSameAs(goingAway);
    }

    @Test
    void aConnectionThatThrowsEndsTheCallThatIsSentAgain() {
        DirectRoute route = route();
        connected().broken = true;
        Failure goingAway = Failure.of(Status.UNAVAILABLE, Outcome.REJECTED, "going away");

        Failure failure = Events.get(route.instead(request(), goingAway)).failure();

        assertThat(failure.status()).isEqualTo(Status.INTERNAL);
        assertThat(failure.message()).contains("a fault of the transport");
    }

    @Test
    void closingBeforeTheFirstConnectionEndsTheWaitForIt() {
        DirectRoute route = route();

        route.close();

        assertThatThrownBy(() -> Events.get(route.ready()))
                .hasStackTraceContaining(
                        "the client of localhost:50051 was closed before it was connected. Not executed.");
        connected();
    }

    @Test
    void closingEndsTheCallsThatWaitAndClosesTheConnectionThatComesLate() {
        DirectRoute route = route();
        CompletableFuture<Response> waiting = route.invoke(request());

        route.close();
        route.close();

        assertThat(Events.get(waiting).failure().message()).isEqualTo("One.run: the client is closed. Not executed.");
        FakeLine late = connected();
        assertThat(late.state()).isEqualTo(Connection.State.CLOSED);
        assertThat(late.requests).isEmpty();
        assertThat(Events.get(route.invoke(request())).failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(attempts).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void closingEndsTheAttemptsAndTheConnectionsThatStillDrain() {
        DirectRoute route = route();
        FakeLine draining = connected();
        pass(1_000);
        draining.moveTo(Connection.State.DRAINING);
        pass(10);
        refused();

        route.close();
        pass(60_000);

        assertThat(draining.state()).isEqualTo(Connection.State.CLOSED);
        assertThat(attempts).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aTransportThatThrowsFailsTheCallAndNotTheNextOne() {
        DirectRoute route = lost();
        broken = true;
        CompletableFuture<Response> waiting = route.invoke(request());
        pass(1_000);
        broken = false;
        CompletableFuture<Response> next = route.invoke(request());
        pass(500);
        connected();

        assertThat(Events.get(waiting).failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(Events.get(waiting).failure().message()).contains("a fault of the transport");
        assertThat(Events.get(next).isSuccess()).isTrue();
    }

    @Test
    void withTheRuntimeClosedEveryCallIsAnswered() {
        DirectRoute route = DirectRoute.open(ENDPOINT, dialer);
        CompletableFuture<Response> waiting = route.invoke(request());

        runtime.close();

        assertThat(Events.get(waiting).failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(Events.get(route.invoke(request())).failure().status()).isEqualTo(Status.UNAVAILABLE);
    }
}
