package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Calls between whose attempts and servers nothing stands: what makes them again is made when the first attempt has failed. */
class PlainRetryTest extends LinesRig {
    @RpcService
    interface Prices {
        @RpcMethod(timeout = "10s", idempotent = true)
        CompletableFuture<String> read();

        @RpcMethod(timeout = "10s")
        CompletableFuture<String> write();
    }

    private LoadBalancer balancer = new EachInTurn();
    private Duration backoff = Duration.ofMillis(1);
    private boolean waits = true;

    private Prices prices(Endpoint... servers) {
        list.say(servers);
        var builder = builder(Cluster.of(list)
                .balancer(balancer)
                .slowStart(Duration.ZERO)
                .retry(RetryPolicy.defaults().withBackoff(backoff, backoff)));
        client = (waits ? builder : builder.failFast()).connect();
        return client.stub(Prices.class);
    }

    private static Failure failure(Status status, Outcome outcome) {
        return Failure.of(status, outcome, "it " + status + ". " + outcome.sentence());
    }

    private static RpcException thrown(CompletableFuture<String> call) {
        Events.until("the call has failed", call::isCompletedExceptionally);
        return (RpcException)
                catchThrowableOfType(CompletionException.class, call::join).getCause();
    }

    @Test
    void anIdempotentCallThatMayHaveRunGoesToAnotherServer() {
        Prices prices = prices(A, B);
        Line a = connect(A, 1);
        CompletableFuture<String> call = prices.read();
        Line b = connect(B, 1);

        a.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        Events.until("it is made again", () -> b.inFlight() == 1);
        assertThat(call).isNotDone();
        b.answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
        assertThat(node(A).inFlight()).isZero();
        assertThat(node(B).inFlight()).isZero();
    }

    @Test
    void aCallThatMayHaveRunAndMustNotRunTwiceEnds() {
        Prices prices = prices(A, B);
        Line a = connect(A, 1);
        CompletableFuture<String> call = prices.write();
        Line b = connect(B, 1);

        a.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        assertThat(thrown(call).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(b.inFlight()).isZero();
    }

    @Test
    void whatFailsEverywhereTellsOfAllAttempts() {
        Prices prices = prices(A, B);
        Line a = connect(A, 1);
        CompletableFuture<String> call = prices.read();
        Line b = connect(B, 1);

        a.fail(failure(Status.INTERNAL, Outcome.EXECUTED));
        for (int attempt = 2; attempt <= 3; attempt++) {
            Events.until("it is made again", () -> a.inFlight() + b.inFlight() == 1);
            (a.inFlight() == 1 ? a : b).fail(failure(Status.INTERNAL, Outcome.EXECUTED));
        }

        assertThat(thrown(call).failure().earlier()).hasSize(2);
    }

    @Test
    void aCallThatComesBackAndFindsNoServerIsMadeAgainAsWell() {
        waits = false;
        backoff = Duration.ofSeconds(1); // in which the server is there again
        Prices prices = prices(A);
        Line old = connect(A, 1);
        CompletableFuture<String> call = prices.write();
        old.moveTo(Connection.State.DRAINING);

        old.handBack();

        Line young = connect(A, 1);
        Events.until("it is made again", () -> young.inFlight() == 1);
        young.answer("written");
        assertThat(Events.get(call)).isEqualTo("written");
        assertThat(node(A).inFlight()).isZero();
    }

    @Test
    void aBalancerThatFailsCostsNoCallItsAttempts() {
        balancer = new LoadBalancer() {
            private final LoadBalancer inTurn = new EachInTurn();

            @Override
            public Picker picker(List<Node> nodes) {
                return inTurn.picker(nodes);
            }

            @Override
            public void onFinished(Node node, Response response, long nanos) {
                throw new IllegalStateException("on purpose");
            }
        };
        Prices prices = prices(A, B);
        Line a = connect(A, 1);
        CompletableFuture<String> call = prices.read();
        Line b = connect(B, 1);

        a.fail(failure(Status.INTERNAL, Outcome.EXECUTED));

        Events.until("it is made again", () -> b.inFlight() == 1);
        b.answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
        assertThat(state(A)).isEqualTo(NodeStats.State.READY);
    }
}
