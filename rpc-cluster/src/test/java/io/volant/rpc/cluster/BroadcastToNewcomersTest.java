package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.Endpoint;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Broadcasts of a client that knows no server yet, or only one for good. */
class BroadcastToNewcomersTest extends ClusterRig {
    private static RpcException thrown(CompletableFuture<?> call) {
        Events.until("it has failed", call::isDone);
        return (RpcException)
                catchThrowableOfType(CompletionException.class, call::join).getCause();
    }

    @Test
    void theFirstListIsWaitedFor() {
        ShopServer a = server("a");
        Broadcast<Shop> shops = Broadcast.of(client(), Shop.class);
        CompletableFuture<BroadcastResult<String>> call = shops.call(Shop::nameAsync);
        assertThat(call).isNotDone();

        list.say(a.endpoint());

        assertThat(Events.get(call).answers()).extracting(ServerAnswer::value).containsExactly("a");
    }

    @Test
    void whyThereIsNoListIsTold() {
        Broadcast<Shop> shops = Broadcast.of(client(), Shop.class).timeout(Duration.ofMillis(50));
        list.fail("registry 127.0.0.1:1 refused the connection");

        RpcException error = thrown(shops.call(Shop::nameAsync));

        assertThat(error)
                .hasMessage(
                        "UNAVAILABLE: broadcast to Shop:1: registry 127.0.0.1:1 refused the connection. Not executed.");
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void aBroadcastThatIsCancelledAsksNobodyLater() {
        ShopServer a = server("a");
        RpcClient client = client();
        CompletableFuture<BroadcastResult<String>> call =
                Broadcast.of(client, Shop.class).call(Shop::nameAsync);
        CompletableFuture<List<String>> known = client.servers(Shop.class, Duration.ofMinutes(1));
        call.cancel(true);
        list.say(a.endpoint());
        Events.get(known); // as whoever waited before it

        assertThat(client.stub(Shop.class).name()).isEqualTo("a");
        assertThat(a.calls).hasValue(1);
    }

    @Test
    void aClientThatIsClosedTellsThoseWhoWait() {
        RpcClient client = client();
        CompletableFuture<BroadcastResult<String>> call =
                Broadcast.of(client, Shop.class).call(Shop::nameAsync);

        client.close();

        RpcException error = thrown(call);
        assertThat(error.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(error).hasMessageContaining("the client is closed");
    }

    @Test
    void theServersOfAServiceAreToldOnceThereIsOne() {
        CompletableFuture<List<String>> servers = client().servers(Shop.class, Duration.ofMinutes(1));
        assertThat(servers).isNotDone();

        list.say(new Endpoint("127.0.0.1", 7), new Endpoint("127.0.0.1", 8));

        assertThat(Events.get(servers)).containsExactlyInAnyOrder("127.0.0.1:7", "127.0.0.1:8");
    }

    @Test
    void aClientOfOneServerAsksThatOne() {
        ShopServer a = server("a");
        RpcClient client = closing(RpcClient.connect(a.endpoint().toString()));

        BroadcastResult<String> result =
                Events.get(Broadcast.of(client, Shop.class).call(Shop::nameAsync));

        assertThat(result.answers()).extracting(ServerAnswer::value).containsExactly("a");
    }
}
