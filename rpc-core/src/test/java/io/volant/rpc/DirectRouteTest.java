package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.PlainSerializer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectRouteTest {
    @RpcService
    interface One {
        void run();
    }

    private static final Endpoint ENDPOINT = new Endpoint("localhost", 50051);
    private static final ServiceCodec CODEC = new PlainSerializer()
            .compile(
                    ServiceDescriptor.parse(One.class, new Mistakes(One.class)),
                    CodecLimits.defaults(),
                    new Mistakes(One.class));

    private final FakeTime time = new FakeTime();
    private final VolantRuntime runtime = VolantRuntime.builder().ticker(time).build();
    private final Deque<CompletableFuture<Connection>> attempts = new ArrayDeque<>();
    private final OpenRoutes routes = OpenRoutes.of(runtime);
    private Duration waitForServer = Duration.ofSeconds(1);
    private boolean broken;
    private int dialled;

    private final Dialer dialer = new Dialer() {
        @Override
        public CompletableFuture<Connection> connect(Endpoint endpoint) {
            dialled++;
            if (broken) {
                throw new IllegalStateException("a fault of the transport");
            }
            CompletableFuture<Connection> attempt = new CompletableFuture<>();
            attempts.add(attempt);
            return attempt;
        }

        @Override
        public Duration waitForServer() {
            return waitForServer;
        }

        @Override
        public VolantRuntime runtime() {
            return runtime;
        }
    };

    @AfterEach
    void close() {
        runtime.close();
    }

    /** Random numbers are 0.5, so that a delay is the nominal one, and the first 10 ms. */
    private DirectRoute route() {
        return new DirectRoute(ENDPOINT, dialer, time, new ReconnectPacing(() -> 0.5), routes);
    }

    private FakeLine connected() {
        FakeLine line = new FakeLine();
        attempts.remove().complete(line);
        return line;
    }

    private void refused() {
        attempts.remove().completeExceptionally(new RpcException(TransportFailures.refused("localhost:50051", 1, 3)));
    }

    private Request request(Duration timeout, CallOptions options) {
        return Request.outgoing(
                CODEC.service().methods().get(0),
                CODEC,
                new Object[0],
                Payload.empty(),
                Deadline.after(timeout, time),
                time.nanoTime(),
                options,
                new CallScope());
    }

    private Request request() {
        return request(Duration.ofSeconds(30), CallOptions.defaults());
    }

    private void pass(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** A route whose connection worked and was lost. */
    private DirectRoute lost() {
        DirectRoute route = route();
        FakeLine line = connected();
        pass(1_000);
        line.moveTo(Connection.State.CLOSED);
        return route;
    }

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
