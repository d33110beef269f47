package io.volant.rpc.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.PlainSerializer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InProcessTransportTest {
    @RpcService
    interface Greeter {
        CompletableFuture<String> greet(String name);
    }

    private static RpcServer serve(InProcessTransport network, int port, Greeter greeter) {
        return RpcServer.builder()
                .transport(network)
                .serializer(new PlainSerializer())
                .port(port)
                .service(Greeter.class, greeter, on -> on.eventLoop())
                .start();
    }

    private static RpcClientBuilder client(InProcessTransport network, int port) {
        return RpcClient.builder()
                .transport(network)
                .serializer(new PlainSerializer())
                .address("localhost:" + port);
    }

    @Test
    void eachInstanceIsANetworkOfItsOwn() {
        InProcessTransport one = new InProcessTransport();
        InProcessTransport other = new InProcessTransport();
        try (RpcServer here = serve(one, 50051, name -> CompletableFuture.completedFuture("here"));
                RpcServer there = serve(other, 50051, name -> CompletableFuture.completedFuture("there"));
                RpcClient toOne = client(one, here.port()).connect();
                RpcClient toOther = client(other, there.port()).connect()) {
            assertThat(toOne.stub(Greeter.class).greet("").join()).isEqualTo("here");
            assertThat(toOther.stub(Greeter.class).greet("").join()).isEqualTo("there");
        }
    }

    @Test
    void aPortIsFreeAgainOnceItsServerHasClosed() {
        InProcessTransport network = new InProcessTransport();
        for (int i = 0; i < 3; i++) {
            serve(network, 50051, name -> CompletableFuture.completedFuture(name))
                    .close();
        }

        assertThatThrownBy(() -> client(network, 50051).connect())
                .hasMessageContaining("localhost:50051 refused the connection");
    }

    @Test
    void aCallThatIsCancelledBeforeItArrivesIsNotSent() {
        InProcessTransport network = new InProcessTransport();
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger executed = new AtomicInteger();
        try (RpcServer server = serve(network, 0, name -> {
                    executed.incrementAndGet();
                    held.countDown();
                    Events.await(hold); // the loop itself
                    return CompletableFuture.completedFuture(name);
                });
                RpcClient client = client(network, server.port()).connect()) {
            Greeter stub = client.stub(Greeter.class);
            CompletableFuture<String> first = stub.greet("first");
            Events.await(held);
            CompletableFuture<String> second = stub.greet("second");
            second.cancel(true);
            hold.countDown();

            assertThat(Events.get(first)).isEqualTo("first");
            assertThat(Events.get(stub.greet("third"))).isEqualTo("third");
            assertThat(executed).hasValue(2);
        }
    }

    @Test
    void aDeadlineIsJudgedByTheTickerOfTheRuntime() {
        InProcessTransport network = new InProcessTransport();
        Ticker halfSpeed = () -> System.nanoTime() / 2;
        try (VolantRuntime slow = VolantRuntime.builder().ticker(halfSpeed).build();
                RpcServer server = RpcServer.builder()
                        .transport(network)
                        .serializer(new PlainSerializer())
                        .runtime(slow)
                        .service(Greeter.class, name -> new CompletableFuture<>())
                        .start();
                RpcClient client = client(network, server.port())
                        .runtime(slow)
                        .timeout(Duration.ofMillis(50))
                        .connect()) {
            long start = halfSpeed.nanoTime();

            assertThatThrownBy(() -> Events.get(client.stub(Greeter.class).greet("")))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(RpcException.class, e -> {
                        assertThat(e.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
                        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
                    });
            assertThat(halfSpeed.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
        }
    }

    @Test
    void aClosedRuntimeConnectsNobody() {
        InProcessTransport network = new InProcessTransport();
        VolantRuntime runtime = VolantRuntime.create();
        runtime.close();

        assertThatThrownBy(() -> client(network, 50051).runtime(runtime).connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the runtime is closed");
    }
}
