package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.inprocess.InProcessTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RpcClientBuilderTest {
    private static final class SilentTransport implements Transport {
        final CountDownLatch asked = new CountDownLatch(1);
        final CompletableFuture<Connection> attempt = new CompletableFuture<>();

        @Override
        public CompletableFuture<Connection> connect(Endpoint endpoint, ConnectOptions options) {
            asked.countDown();
            return attempt;
        }

        @Override
        public Listening listen(String host, int port, ListenOptions options, Acceptor acceptor) {
            throw new UnsupportedOperationException();
        }
    }

    private static RpcClientBuilder client(Transport transport) {
        return RpcClient.builder()
                .transport(transport)
                .serializer(new PlainSerializer())
                .address("localhost:50051");
    }

    @Test
    void aClientHasAServer() {
        assertThatThrownBy(() -> RpcClient.builder().connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no server: give address(\"host:port\") or routing(…)");
    }

    @Test
    void anAddressBesideARoutingIsNotPassedOver() {
        RpcClientBuilder both = client(new SilentTransport()).routing(Routing.direct("localhost:50052"));
        assertThatThrownBy(both::connect)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("address(…) and routing(…) were both given (expected: one of them)");
    }

    @Test
    void anInterruptEndsTheWaitForTheConnection() throws InterruptedException {
        SilentTransport transport = new SilentTransport();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread connecting = new Thread(() -> {
            thrown.set(catchThrowable(() -> client(transport).connect()));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        connecting.start();
        Events.await(transport.asked);

        connecting.interrupt();
        connecting.join();

        assertThat(thrown.get())
                .isInstanceOf(RpcException.class)
                .hasMessage("CANCELLED: connect() was interrupted. Not executed.");
        assertThat(interrupted).isTrue();
    }

    @Test
    void aFaultOfTheTransportIsNamed() {
        SilentTransport transport = new SilentTransport();
        transport.attempt.completeExceptionally(new UnsupportedOperationException("not here"));

        assertThatThrownBy(() -> client(transport).connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot connect: java.lang.UnsupportedOperationException: not here")
                .hasCauseInstanceOf(UnsupportedOperationException.class);
    }

    @RpcService
    interface Outer {
        CompletableFuture<String> connect();
    }

    @Test
    void connectingOnAnEventLoopIsRefusedAtOnce() {
        InProcessTransport network = new InProcessTransport();
        try (RpcServer server = RpcServer.builder()
                        .transport(network)
                        .serializer(new PlainSerializer())
                        .service(
                                Outer.class,
                                () -> CompletableFuture.completedFuture(String.valueOf(
                                        catchThrowable(() -> client(network).connect()))),
                                on -> on.eventLoop())
                        .start();
                RpcClient client = RpcClient.builder()
                        .transport(network)
                        .serializer(new PlainSerializer())
                        .address(server.address())
                        .connect()) {
            assertThat(client.stub(Outer.class).connect().join())
                    .isEqualTo("java.lang.IllegalStateException: connect() blocks and may not run on event loop thread"
                            + " \"volant-inprocess\"");
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> RpcClient.builder().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout: PT0S (expected: > 0)");
        assertThatThrownBy(() -> RpcClient.builder().connectTimeout(Duration.ofSeconds(-1)))
                .hasMessage("connectTimeout: PT-1S (expected: > 0)");
        assertThatThrownBy(() -> RpcClient.builder().connections(0))
                .hasMessage("connections: 0 (expected: at least 1)");
        assertThatThrownBy(() -> CallOptions.defaults().withTimeout(Duration.ZERO))
                .hasMessage("timeout: PT0S (expected: > 0)");
        assertThatThrownBy(() -> RpcClient.builder().address("localhost"))
                .hasMessage("address: \"localhost\" (expected: host:port or [ipv6]:port)");
    }
}
