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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectRouteTest {
    @RpcService
    interface One {
        void run();
    }

    private static final ServiceCodec CODEC = new PlainSerializer()
            .compile(
                    ServiceDescriptor.parse(One.class, new Mistakes(One.class)),
                    CodecLimits.defaults(),
                    new Mistakes(One.class));

    private final VolantRuntime runtime = VolantRuntime.create();
    private final Deque<CompletableFuture<Connection>> attempts = new ArrayDeque<>();
    private final Dialer dialer = new Dialer() {
        @Override
        public CompletableFuture<Connection> connect(Endpoint endpoint) {
            CompletableFuture<Connection> attempt = new CompletableFuture<>();
            attempts.add(attempt);
            return attempt;
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

    private DirectRoute route() {
        return new DirectRoute(new Endpoint("localhost", 50051), dialer);
    }

    private Request request(Duration timeout) {
        return Request.outgoing(
                CODEC.service().methods().get(0),
                CODEC,
                new Object[0],
                Payload.empty(),
                Deadline.after(timeout, runtime.ticker()),
                runtime.ticker().nanoTime(),
                CallOptions.defaults(),
                new CallScope());
    }

    private Request request() {
        return request(Duration.ofSeconds(30));
    }

    @Test
    void isReadyWhenTheConnectionIs() {
        DirectRoute route = route();
        assertThat(route.ready()).isNotDone();

        attempts.remove().complete(new Line());

        assertThat(route.ready()).isCompleted();
        assertThat(attempts).isEmpty();
    }

    @Test
    void failsAsTheConnectionDoes() {
        DirectRoute route = route();
        RpcException refused = new RpcException(TransportFailures.refused("localhost:50051", 1, 3));

        attempts.remove().completeExceptionally(refused);

        assertThatThrownBy(() -> route.ready().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(refused);
    }

    @Test
    void callsWaitForTheOneAttemptUnderWay() {
        DirectRoute route = route();
        CompletableFuture<Response> one = route.invoke(request());
        CompletableFuture<Response> two = route.invoke(request());
        assertThat(attempts).hasSize(1);
        assertThat(one).isNotDone();

        Line line = new Line();
        attempts.remove().complete(line);

        assertThat(line.requests).hasSize(2);
        assertThat(one.join().isSuccess()).isTrue();
        assertThat(two.join().isSuccess()).isTrue();
        assertThat(timers()).isZero();
    }

    @Test
    void callsThatWaitFailWithTheAttemptAndTheirMethodInFront() {
        DirectRoute route = route();
        CompletableFuture<Response> waiting = route.invoke(request());

        attempts.remove().completeExceptionally(new RpcException(TransportFailures.refused("localhost:50051", 1, 3)));

        Failure failure = waiting.join().failure();
        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure.message())
                .startsWith("One.run: localhost:50051 refused the connection (1 attempt, 3 ms). Not executed.\n");
        assertThat(timers()).isZero();
    }

    @Test
    void aCallGivenUpWhileItWaitsIsNotSentAndLeavesNoTimer() {
        DirectRoute route = route();
        Request request = request();
        CompletableFuture<Response> waiting = route.invoke(request);
        assertThat(timers()).isEqualTo(1);

        request.scope().cancel(Status.CANCELLED);

        assertThat(waiting.join().failure().status()).isEqualTo(Status.CANCELLED);
        assertThat(waiting.join().failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(timers()).isZero();
        Line line = new Line();
        attempts.remove().complete(line);
        assertThat(line.requests).isEmpty();
    }

    @Test
    void aCallThatExpiresWhileItWaitsIsNotSent() {
        DirectRoute route = route();

        Response response = Events.get(route.invoke(request(Duration.ofMillis(20))));

        assertThat(response.failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(response.failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(response.failure().message())
                .matches(
                        "One\\.run after \\d+ ms, in which no connection to localhost:50051 came about\\. Not executed\\.");
        assertThat(timers()).isZero();
    }

    @Test
    void aBrokenConnectionIsReplacedOnTheNextCall() {
        DirectRoute route = route();
        Line first = new Line();
        attempts.remove().complete(first);
        assertThat(route.invoke(request()).join().isSuccess()).isTrue();

        for (Connection.State gone : List.of(Connection.State.DRAINING, Connection.State.CLOSED)) {
            first.state = gone;
            CompletableFuture<Response> waiting = route.invoke(request());
            first = new Line();
            attempts.remove().complete(first);

            assertThat(waiting.join().isSuccess()).isTrue();
            assertThat(first.requests).hasSize(1);
        }
    }

    @Test
    void aFailedAttemptIsFollowedByAnotherOnTheNextCall() {
        DirectRoute route = route();
        attempts.remove().completeExceptionally(new IllegalStateException("not now"));

        CompletableFuture<Response> waiting = route.invoke(request());
        assertThat(attempts).hasSize(1);
        attempts.remove().complete(new Line());

        assertThat(waiting.join().isSuccess()).isTrue();
    }

    @Test
    void closingEndsTheCallsThatWaitAndClosesTheConnectionThatComesLate() {
        DirectRoute route = route();
        CompletableFuture<Response> waiting = route.invoke(request());

        route.close();
        route.close();

        assertThat(waiting.join().failure().message()).isEqualTo("One.run: the client is closed. Not executed.");
        assertThat(timers()).isZero();
        Line late = new Line();
        attempts.remove().complete(late);
        assertThat(late.state).isEqualTo(Connection.State.CLOSED);
        assertThat(late.requests).isEmpty();
        assertThat(route.invoke(request()).join().failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(attempts).isEmpty();
    }

    @Test
    void aTransportThatThrowsFailsTheCallAndNotTheNextOne() {
        List<Dialer> dialers = new ArrayList<>(List.of(dialer));
        DirectRoute route = new DirectRoute(new Endpoint("localhost", 50051), new Dialer() {
            @Override
            public CompletableFuture<Connection> connect(Endpoint endpoint) {
                if (dialers.isEmpty()) {
                    throw new IllegalStateException("a fault of the transport");
                }
                return dialers.remove(0).connect(endpoint);
            }

            @Override
            public VolantRuntime runtime() {
                return runtime;
            }
        });
        attempts.remove().completeExceptionally(new IllegalStateException("not now"));

        Response broken = route.invoke(request()).join();
        dialers.add(dialer);
        CompletableFuture<Response> next = route.invoke(request());
        attempts.remove().complete(new Line());

        assertThat(broken.failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(broken.failure().message()).contains("a fault of the transport");
        assertThat(next.join().isSuccess()).isTrue();
    }

    @Test
    void withTheRuntimeClosedACallThatMustWaitForAConnectionIsStillAnswered() {
        DirectRoute route = route();
        runtime.close();
        CompletableFuture<Response> waiting = route.invoke(request());

        route.close();

        assertThat(waiting.join().failure().status()).isEqualTo(Status.UNAVAILABLE);
    }

    private int timers() {
        return ((ScheduledThreadPoolExecutor) runtime.timer()).getQueue().size();
    }

    /** A connection whose server answers at once. */
    private static final class Line implements Connection {
        final List<Request> requests = new ArrayList<>();
        State state = State.READY;

        @Override
        public CompletableFuture<Response> invoke(Request request) {
            requests.add(request);
            return CompletableFuture.completedFuture(Response.empty());
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public Peer peer() {
            return Peer.NONE;
        }

        @Override
        public int inFlight() {
            return 0;
        }

        @Override
        public void onState(Consumer<State> listener) {}

        @Override
        public CompletableFuture<Void> drain(Duration atMost) {
            close();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            state = State.CLOSED;
        }
    }
}
