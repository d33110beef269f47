package io.volant.rpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Calls services through stubs. Thread-safe; one client serves a whole application. It holds a connection, under load
 * several, and a share of its runtime until it is closed. Calls that are under way at the same time have no order.
 *
 * <pre>{@code
 * try (RpcClient client = RpcClient.connect("localhost:50051")) {
 *     ExampleService service = client.stub(ExampleService.class);
 * }
 * }</pre>
 */
public final class RpcClient implements Stubs, AutoCloseable {
    private final Route route;
    private final VolantRuntime.Lease lease;
    private final StubFactory stubs;
    private final ClientWatch watch;

    RpcClient(Route route, VolantRuntime.Lease lease, StubFactory stubs, ClientWatch watch) {
        this.route = route;
        this.lease = lease;
        this.stubs = stubs;
        this.watch = watch;
    }

    /**
     * Connects to one server in plain text on this machine, with the default settings.
     *
     * @param address {@code host:port}, or {@code unix:PATH} for a Unix domain socket
     * @throws RpcException if it cannot be reached, saying why, in milliseconds where the other side answers
     */
    public static RpcClient connect(String address) {
        return builder().address(address).connect();
    }

    public static RpcClientBuilder builder() {
        return new RpcClientBuilder();
    }

    @Override
    public <T> T stub(Class<T> service) {
        return stubs.stub(service);
    }

    @Override
    public Stubs with(CallOptions options) {
        return stubs.with(options);
    }

    /**
     * The addresses of the servers of {@code service}, as soon as one is known, which need not be reachable: at once for a client of one
     * server. Exceptionally, with an {@link RpcException} that says why there is none, after {@code atMost}. Does not block.
     *
     * @throws IllegalArgumentException if the interface is not a service or has mistakes
     */
    public CompletableFuture<List<String>> servers(Class<?> service, Duration atMost) {
        return route.servers(
                stubs.describe(service), Duration.ofNanos(Durations.nanos(WireSettings.positive(atMost, "atMost"))));
    }

    /** What the client did until now; also after it was closed. Does not block. */
    public ClientStats stats() {
        return watch.snapshot(route.nodes());
    }

    @Override
    public String toString() {
        return "client of " + (route.server().isEmpty() ? route : route.server());
    }

    /** Closes the connections; calls in flight fail with {@link Status#UNAVAILABLE}. Idempotent; does not block. */
    @Override
    public void close() {
        try {
            route.close();
        } finally {
            lease.close();
        }
    }
}
