package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Stubs;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of calls and servers while connections fill up, fall silent, drain and come again. */
class HandedBackTest extends LinesRig {
    private static final Duration SLOW_START = Duration.ofSeconds(30);

    private LoadBalancer balancer = LoadBalancer.roundRobin();
    private Duration slowStart = Duration.ZERO;

    private Shop shop() {
        client = builder(Cluster.of(list).balancer(balancer).slowStart(slowStart))
                .connect();
        return client.stub(Shop.class);
    }

    @Test
    void aFullServerStaysAmongThoseThatAreCalled() {
        list.say(A);
        Shop shop = shop();
        Line line = connect(A, 1);
        line.mostInFlight = 2;
        CompletableFuture<String> first = shop.nameAsync();
        CompletableFuture<String> second = shop.nameAsync();
        CompletableFuture<String> third = shop.nameAsync(); // for which there is no room
        CompletableFuture<Connection> another = lines.attempt(A);

        line.suspect(true); // whatever makes the client look at its servers again
        line.suspect(false);
        assertThat(node(A).state()).isEqualTo(NodeStats.State.READY);
        line.answer("first");
        line.answer("second");
        another.completeExceptionally(new IllegalStateException("not now"));

        Events.until("the third was sent", () -> line.inFlight() == 1);
        line.answer("third");
        assertThat(List.of(first, second, third)).extracting(Events::get).containsExactly("first", "second", "third");
    }

    @Test
    void aCallThatComesBackCountsNoMoreForItsServer() {
        list.say(A, B);
        Shop shop = shop();
        Line a = connect(A, 1);
        CompletableFuture<String> call = shop.nameAsync();
        Line b = connect(B, 1);
        assertThat(node(A).inFlight()).isEqualTo(1);

        a.handBack();

        assertThat(node(A).inFlight()).isZero();
        assertThat(node(B).inFlight()).isEqualTo(1);
        pass(Duration.ofSeconds(3));
        b.answer("b");
        assertThat(Events.get(call)).isEqualTo("b");
        assertThat(node(A).responseTime()).as("what B needed is not A's").isZero();
        assertThat(node(B).responseTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(node(B).inFlight()).isZero();
    }

    @Test
    void aCallThatComesBackGoesToTheSameServerWhereItIsConnectedAgain() {
        list.say(A);
        Shop shop = shop();
        Stubs failFast = client.with(CallOptions.defaults().withFailFast());
        Line old = connect(A, 1);
        CompletableFuture<String> call = failFast.stub(Shop.class).nameAsync();
        pass(Duration.ofSeconds(1));
        old.moveTo(Connection.State.DRAINING);
        Line young = connect(A, 1);

        old.handBack();

        assertThat(young.inFlight()).isEqualTo(1);
        young.answer("a");
        assertThat(Events.get(call)).isEqualTo("a");
        assertThat(shop).isNotNull();
    }

    @Test
    void aCallThatComesBackFindsTheServerThatTheListHasAgain() {
        list.say(A);
        Shop shop = shop();
        Line old = connect(A, 1);
        CompletableFuture<String> call = shop.nameAsync();
        list.say(B);
        Events.until("A is left", () -> old.state() == Connection.State.DRAINING);
        list.say(A);
        Line young = connect(A, 2);

        old.handBack();

        assertThat(young.inFlight()).isEqualTo(1);
        young.answer("a");
        assertThat(Events.get(call)).isEqualTo("a");
    }

    @Test
    void aBalancerThatFailsForACallThatComesBackEndsIt() {
        balancer = nodes -> (request, tried) -> {
            if (tried != Tried.NONE) {
                throw new IllegalStateException("no second choice");
            }
            return nodes.get(0);
        };
        list.say(A, B);
        Shop shop = shop();
        Line a = connect(A, 1);
        CompletableFuture<String> call = client.with(CallOptions.defaults().withFailFast())
                .stub(Shop.class)
                .nameAsync();
        connect(B, 1);
        pass(Duration.ofSeconds(1));
        a.moveTo(Connection.State.DRAINING);

        a.handBack();

        assertThatThrownBy(() -> Events.get(call)).hasMessageContaining("it goes away. Not executed.");
        assertThat(shop).isNotNull();
    }

    @Test
    void slowStartBeginsWithAStartOfTheServerAndNotWithAConnection() {
        slowStart = SLOW_START;
        list.say(A);
        shop();
        Line first = connect(A, 1);
        assertThat(node(A).state()).isEqualTo(NodeStats.State.WARMING);
        pass(SLOW_START);
        assertThat(node(A).state()).isEqualTo(NodeStats.State.READY);

        first.moveTo(Connection.State.CLOSED);
        assertThat(node(A).state()).isEqualTo(NodeStats.State.CONNECTING);
        Line second = connect(A, 1);
        assertThat(node(A).state()).as("the same server").isEqualTo(NodeStats.State.READY);

        pass(Duration.ofSeconds(1));
        second.moveTo(Connection.State.CLOSED);
        connect(A, 2);
        assertThat(node(A).state()).as("started again").isEqualTo(NodeStats.State.WARMING);
    }

    @Test
    void aSilentServerThatIsLeftAloneWithItsSilenceGetsTheCallsThatWait() {
        list.say(A, B);
        Shop shop = shop();
        Line a = connect(A, 1);
        Line b = connect(B, 1);
        a.suspect(true);
        pass(Duration.ofSeconds(1));
        b.moveTo(Connection.State.CLOSED);

        CompletableFuture<String> call = shop.nameAsync();

        assertThat(a.inFlight()).as("better a doubtful one than none").isEqualTo(1);
        a.answer("a");
        assertThat(Events.get(call)).isEqualTo("a");
    }
}
