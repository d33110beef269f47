package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call that may have been executed is asked again of the server that got it, and of no other. */
class SameServerAskedTest extends LinesRig {
    private RetryPolicy policy = RetryPolicy.defaults();

    private Line a;
    private Line b;

    private Shop shop() {
        list.say(A, B);
        client = builder(Cluster.of(list)
                        .balancer(LoadBalancer.roundRobin())
                        .slowStart(Duration.ZERO)
                        .retry(policy))
                .connect();
        return client.stub(Shop.class);
    }

    /** A call that went to A, before there was B. */
    private CompletableFuture<String> callToA() {
        Shop shop = shop();
        a = connect(A, 1);
        CompletableFuture<String> call = shop.nameAsync();
        b = connect(B, 1);
        pass(Duration.ofSeconds(1));
        return call;
    }

    private void assertUnknown(CompletableFuture<String> call) {
        assertThatThrownBy(() -> Events.get(call))
                .hasCauseInstanceOf(RpcException.class)
                .satisfies(error ->
                        assertThat(((RpcException) error.getCause()).outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(b.inFlight()).isZero();
    }

    @Test
    void itIsAskedOverTheNextConnectionToItsServer() {
        CompletableFuture<String> call = callToA();

        a.breakWithCall();
        Line again = connect(A, 1);

        Events.until("it is asked", () -> again.inFlight() == 1);
        assertThat(b.inFlight()).isZero();
        assertThat(node(A).inFlight()).as("it is with A all the time").isEqualTo(1);
        again.answer("a");
        assertThat(Events.get(call)).isEqualTo("a");
        assertThat(node(A).inFlight()).isZero();
    }

    @Test
    void aServerThatWasStartedAnewIsNotAskedNorIsAnother() {
        CompletableFuture<String> call = callToA();

        a.breakWithCall();
        Line anew = connect(A, 2);

        assertUnknown(call);
        assertThat(anew.inFlight()).isZero();
    }

    @Test
    void whereTheBudgetIsSpentItIsNotAsked() {
        policy = RetryPolicy.defaults().withBudget(0, 0);
        CompletableFuture<String> call = callToA();

        a.breakWithCall();

        assertUnknown(call);
        assertThat(connect(A, 1).inFlight()).isZero();
    }

    @Test
    void whereCallsAreMadeOnceItIsNotAsked() {
        policy = RetryPolicy.off();
        CompletableFuture<String> call = callToA();

        a.breakWithCall();

        assertUnknown(call);
        assertThat(connect(A, 1).inFlight()).isZero();
    }
}
