package io.volant.rpc;

import io.volant.rpc.contract.PlainSerializer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** A route whose transport, time and chance are in the hands of the test. */
abstract class RouteInHand {
    @RpcService
    interface One {
        void run();
    }

    static final Endpoint ENDPOINT = new Endpoint("localhost", 50051);
    static final ServiceCodec CODEC = new PlainSerializer()
            .compile(
                    ServiceDescriptor.parse(One.class, new Mistakes(One.class)),
                    CodecLimits.defaults(),
                    new Mistakes(One.class));

    final FakeTime time = new FakeTime();
    final VolantRuntime runtime = VolantRuntime.builder().ticker(time).build();
    final Deque<CompletableFuture<Connection>> attempts = new ArrayDeque<>();
    final Deque<FakeLine> instant = new ArrayDeque<>(); // connections that come while they are asked for
    final OpenRoutes routes = OpenRoutes.of(runtime);
    Duration waitForServer = Duration.ofSeconds(1);
    int connections = 16;
    boolean broken;
    int dialled;

    final Dialer dialer = new Dialer() {
        @Override
        public CompletableFuture<Connection> connect(Endpoint endpoint) {
            dialled++;
            if (broken) {
                throw new IllegalStateException("a fault of the transport");
            }
            if (!instant.isEmpty()) {
                return CompletableFuture.completedFuture(instant.remove());
            }
            CompletableFuture<Connection> attempt = new CompletableFuture<>();
            attempts.add(attempt);
            return attempt;
        }

        @Override
        public Duration waitForServer(Duration unlessGiven) {
            return waitForServer;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int connections() {
            return connections;
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
    DirectRoute route() {
        return new DirectRoute(ENDPOINT, dialer, time, () -> 0.5, routes);
    }

    FakeLine connected() {
        FakeLine line = new FakeLine();
        attempts.remove().complete(line);
        return line;
    }

    void refused() {
        attempts.remove().completeExceptionally(new RpcException(TransportFailures.refused("localhost:50051", 1, 3)));
    }

    Request request(Duration timeout, CallOptions options) {
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

    Request request() {
        return request(Duration.ofSeconds(30), CallOptions.defaults());
    }

    void pass(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** A route whose connection worked and was lost. */
    DirectRoute lost() {
        DirectRoute route = route();
        FakeLine line = connected();
        pass(1_000);
        line.moveTo(Connection.State.CLOSED);
        return route;
    }
}
