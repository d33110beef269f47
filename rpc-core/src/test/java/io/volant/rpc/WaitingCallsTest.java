package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingCallsTest extends RouteInHand {
    @Test
    void callsWaitForTheOneAttemptUnderWayAndAreSentInTheirOrder() {
        DirectRoute route = route();
        Request first = request();
        Request second = request();
        CompletableFuture<Response> one = route.invoke(first);
        CompletableFuture<Response> two = route.invoke(second);
        assertThat(attempts).hasSize(1);
        assertThat(one).isNotDone();

        FakeLine line = connected();

        assertThat(line.requests).containsExactly(first, second);
        assertThat(Events.get(one).isSuccess()).isTrue();
        assertThat(Events.get(two).isSuccess()).isTrue();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aCallWaitsThroughTheAttemptsAndThenTellsTheLastReasonAndHowManyThereWere() {
        DirectRoute route = lost();
        CompletableFuture<Response> waiting = route.invoke(request());
        pass(10);
        refused();
        pass(200);
        refused();
        pass(320);
        refused();
        pass(469);
        assertThat(waiting).isNotDone();

        pass(1);

        Failure failure = Events.get(waiting).failure();
        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.message())
                .startsWith("One.run: localhost:50051 refused the connection (3 attempts, 1.0 s). Not executed.\n");
    }

    @Test
    void anotherWaitIsAsLongAsTheClientSays() {
        waitForServer = Duration.ofMillis(250);
        DirectRoute route = lost();
        CompletableFuture<Response> waiting = route.invoke(request());
        pass(10);
        refused();

        pass(239);
        assertThat(waiting).isNotDone();
        pass(1);

        assertThat(Events.get(waiting).failure().message())
                .startsWith("One.run: localhost:50051 refused the connection (1 attempt, 250 ms). Not executed.\n");
    }

    @Test
    void anAttemptThatHangsEndsTheWaitAllTheSame() {
        DirectRoute route = lost();
        CompletableFuture<Response> waiting = route.invoke(request());

        pass(1_000);

        assertThat(Events.get(waiting).failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(Events.get(waiting).failure().message())
                .isEqualTo("One.run: no connection to localhost:50051 came about within 1.0 s. Not executed.");
    }

    @Test
    void aCallWaitsNoLongerThanItsDeadline() {
        DirectRoute route = lost();
        CompletableFuture<Response> hanging = route.invoke(request(Duration.ofMillis(20), CallOptions.defaults()));
        pass(20);
        refused();
        CompletableFuture<Response> refused = route.invoke(request(Duration.ofMillis(300), CallOptions.defaults()));
        pass(200);
        refused();
        pass(100);

        assertThat(Events.get(hanging).failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(Events.get(hanging).failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(Events.get(hanging).failure().message())
                .isEqualTo("One.run after 20 ms, in which no connection to localhost:50051 came about. Not executed.");
        assertThat(Events.get(refused).failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(Events.get(refused).failure().message())
                .startsWith("One.run: localhost:50051 refused the connection (1 attempt, 300 ms). Not executed.\n");
    }

    @Test
    void whatNoFurtherAttemptCouldChangeEndsTheWaitAtOnce() {
        DirectRoute route = lost();
        CompletableFuture<Response> waiting = route.invoke(request());
        pass(10);

        attempts.remove()
                .completeExceptionally(
                        new RpcException(TransportFailures.otherSerializer("localhost:50051", "plain/1", "other/1")));

        assertThat(Events.get(waiting).failure().status()).isEqualTo(Status.FAILED_PRECONDITION);
        assertThat(Events.get(waiting).failure().message())
                .isEqualTo("One.run: localhost:50051 refused this client: serializer: plain/1"
                        + " (this server speaks: other/1). Not executed.");
    }

    @Test
    void failFastTellsTheLastReasonWithoutWaiting() {
        DirectRoute route = lost();
        Request impatient =
                request(Duration.ofSeconds(30), CallOptions.defaults().withFailFast());

        Failure before = Events.get(route.invoke(impatient)).failure();
        pass(10);
        refused();
        Failure after = Events.get(route.invoke(impatient)).failure();

        assertThat(before.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(before.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(before.message()).isEqualTo("One.run: there is no connection to localhost:50051 now. Not executed.");
        assertThat(after.message())
                .startsWith("One.run: localhost:50051 refused the connection (1 attempt, 3 ms). Not executed.\n");
    }

    @Test
    void aClientThatFailsFastLetsNoCallWait() {
        waitForServer = Duration.ZERO;

        assertThat(Events.get(lost().invoke(request())).failure().status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void soManyCallsMayWaitAndNoMore() {
        DirectRoute route = lost();
        for (int i = 0; i < WaitingCalls.MOST; i++) {
            assertThat(route.invoke(request())).isNotDone();
        }

        Failure failure = Events.get(route.invoke(request())).failure();

        assertThat(failure.status()).isEqualTo(Status.OVERLOADED);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.message())
                .isEqualTo("One.run: 8192 calls wait for a connection to localhost:50051, the most that may."
                        + " Not executed.");
    }

    @Test
    void aCallGivenUpWhileItWaitsIsNotSentAndLeavesNoTimer() {
        DirectRoute route = route();
        Request request = request();
        CompletableFuture<Response> waiting = route.invoke(request);
        assertThat(time.pending()).isEqualTo(1);

        request.scope().cancel(Status.CANCELLED);

        assertThat(Events.get(waiting).failure().status()).isEqualTo(Status.CANCELLED);
        assertThat(Events.get(waiting).failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(time.pending()).isZero();
        assertThat(connected().requests).isEmpty();
    }
}
