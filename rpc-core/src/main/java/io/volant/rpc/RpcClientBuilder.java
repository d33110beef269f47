package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Settings of a client; the defaults are those of {@link RpcClient#connect}. Confined to one thread; does no I/O before {@link #connect}. */
public final class RpcClientBuilder {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int DEFAULT_CONNECTIONS =
            16; // 15 for small calls, each with 8,192 in flight: more than 100,000

    private final WireSettings wire = new WireSettings();
    private final InterceptorStack interceptors = new InterceptorStack();
    private @Nullable Routing routing;
    private @Nullable Routing direct; // of one server
    private @Nullable Executor executor;
    private boolean completeOnExecutor;
    private Duration timeout = DEFAULT_TIMEOUT;
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private @Nullable Duration waitForServer;
    private int connections = DEFAULT_CONNECTIONS;
    private String name = "";
    private long slowNanos = SlowCalls.NEVER;

    RpcClientBuilder() {}

    /** One server, {@code host:port} or {@code unix:PATH}; short for {@link Routing#direct(String)}. */
    public RpcClientBuilder address(String address) {
        this.direct = Routing.direct(address);
        return this;
    }

    /** Where calls go; either this or {@link #address} is given. */
    public RpcClientBuilder routing(Routing routing) {
        this.routing = requireNonNull(routing, "routing");
        return this;
    }

    /** Time-out of methods that state none, 5 s unless given. */
    public RpcClientBuilder timeout(Duration timeout) {
        this.timeout = WireSettings.positive(timeout, "timeout");
        return this;
    }

    /** Longest time until a connection can be used, 3 s unless given. */
    public RpcClientBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = WireSettings.positive(connectTimeout, "connectTimeout");
        return this;
    }

    /**
     * How long a call waits, within its deadline, for a server that cannot be reached; unless given 1 s for one server, and until its
     * deadline for any of several. Meanwhile the client tries to connect again and again.
     */
    public RpcClientBuilder waitForServer(Duration atMost) {
        this.waitForServer = WireSettings.positive(atMost, "waitForServer");
        return this;
    }

    /** Calls do not wait for a server that cannot be reached, but fail at once, as with {@link CallOptions#withFailFast}. */
    public RpcClientBuilder failFast() {
        this.waitForServer = Duration.ZERO;
        return this;
    }

    /**
     * The most connections to the server at a time, 16 unless given: the first, one for large calls, and others for so many calls
     * in flight as one does not carry. All but the first are opened when they are wanted and closed when they are idle; with 1 there
     * is never another one.
     */
    public RpcClientBuilder connections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("connections: " + most + " (expected: at least 1)");
        }
        this.connections = most;
        return this;
    }

    /** What the client calls itself to servers. */
    public RpcClientBuilder name(String name) {
        this.name = requireNonNull(name, "name");
        return this;
    }

    /** Runs the asynchronous stages of returned futures; the runtime's executor unless given. */
    public RpcClientBuilder executor(Executor executor) {
        this.executor = requireNonNull(executor, "executor");
        return this;
    }

    /** Completes returned futures on the executor instead of the event loop, so that their dependents may block. */
    public RpcClientBuilder completeOnExecutor() {
        this.completeOnExecutor = true;
        return this;
    }

    /** Logs calls that take so long or longer, of each method one a second; none unless given. */
    public RpcClientBuilder slowCall(Duration atLeast) {
        this.slowNanos = Durations.nanos(WireSettings.positive(atLeast, "slowCall"));
        return this;
    }

    /** Adds an interceptor, innermost of its layer. */
    public RpcClientBuilder interceptor(Layer layer, Interceptor interceptor) {
        interceptors.add(layer, interceptor);
        return this;
    }

    /** Allows plain text off this machine. */
    public RpcClientBuilder insecure() {
        wire.insecure = true;
        return this;
    }

    public RpcClientBuilder transport(Transport transport) {
        wire.transport = requireNonNull(transport, "transport");
        return this;
    }

    public RpcClientBuilder serializer(Serializer serializer) {
        wire.serializer = requireNonNull(serializer, "serializer");
        return this;
    }

    public RpcClientBuilder compressor(Compressor compressor) {
        wire.compressor = requireNonNull(compressor, "compressor");
        return this;
    }

    /** Compresses arguments of more than {@code bytes} bytes where the server can read that; never unless given. */
    public RpcClientBuilder compressAbove(int bytes) {
        wire.compressAbove = bytes;
        return this;
    }

    public RpcClientBuilder checksum(Checksum checksum) {
        wire.checksum = requireNonNull(checksum, "checksum");
        return this;
    }

    public RpcClientBuilder limits(WireLimits limits) {
        wire.limits = requireNonNull(limits, "limits");
        return this;
    }

    /** Silence after which the server is asked whether it lives, 10 s unless given. */
    public RpcClientBuilder pingInterval(Duration pingInterval) {
        wire.pingInterval = WireSettings.positive(pingInterval, "pingInterval");
        return this;
    }

    /** Shares threads and clock with others; whoever created the runtime closes it. */
    public RpcClientBuilder runtime(VolantRuntime runtime) {
        wire.runtime = requireNonNull(runtime, "runtime");
        return this;
    }

    /**
     * Opens the client; with one server, returns when its connection works.
     *
     * @throws RpcException if that fails, saying why; on an interrupt, which leaves the thread interrupted
     * @throws IllegalStateException if neither or both of address and routing were given, a module is missing, or plain text would leave this machine
     */
    public RpcClient connect() {
        Routing routing = chosenRouting();
        Transport transport = wire.transport();
        Serializer serializer = wire.serializer();
        Compression compression = wire.compression();
        VolantRuntime.Lease lease = VolantRuntime.lease(wire.runtime);
        try {
            WireMeter meter = WireMeter.client(lease.runtime().ticker());
            ConnectOptions options = new ConnectOptions(
                    lease.runtime(),
                    serializer.name(),
                    name,
                    connectTimeout,
                    wire.pingInterval,
                    wire.limits,
                    compression,
                    wire.checksum,
                    meter);
            Route route = routing.open(
                    new ClientDialer(transport, options, wire.insecure, timeout, waitForServer, connections));
            return connect(
                    route,
                    serializer,
                    lease,
                    new ClientWatch(
                            new CallMeters(),
                            meter,
                            new SlowCalls(slowNanos, meter.warnings()),
                            lease.runtime().clientBytes()));
        } catch (Throwable e) {
            lease.close();
            throw e;
        }
    }

    private Routing chosenRouting() {
        if (routing != null && direct != null) {
            throw new IllegalStateException("address(…) and routing(…) were both given (expected: one of them)");
        }
        Routing chosen = routing != null ? routing : direct;
        if (chosen == null) {
            throw new IllegalStateException("no server: give address(\"host:port\") or routing(…)");
        }
        return chosen;
    }

    private RpcClient connect(Route route, Serializer serializer, VolantRuntime.Lease lease, ClientWatch watch) {
        try {
            VolantRuntime runtime = lease.runtime();
            runtime.simulation().ifPresent(simulation -> simulation.settle(route.ready()));
            awaitReady(route);
            ClientSettings settings = new ClientSettings(
                    timeout,
                    runtime.ticker(),
                    executor != null ? executor : runtime.executor(),
                    completeOnExecutor,
                    route.server(),
                    watch,
                    new OutboundRoom(watch.bytes()),
                    runtime.callersDrive());
            StubFactory stubs = new StubFactory(serializer, wire.codecLimits(), route, interceptors.copy(), settings);
            return new RpcClient(route, lease, stubs, watch);
        } catch (Throwable e) {
            route.close();
            throw e;
        }
    }

    private static void awaitReady(Route route) {
        CompletableFuture<Void> ready = route.ready();
        if (!ready.isDone() && EventLoopThread.isCurrent()) {
            throw new IllegalStateException("connect() blocks and may not run on event loop thread \""
                    + Thread.currentThread().getName() + "\"");
        }
        try {
            ready.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RpcException(Failure.of(
                    Status.CANCELLED, Outcome.NOT_SENT, "connect() was interrupted. " + Outcome.NOT_SENT.sentence()));
        } catch (ExecutionException e) {
            Throwable cause = Futures.unwrap(e);
            if (cause instanceof RpcException rpc) {
                throw new RpcException(rpc.failure()); // with the stack of the caller
            }
            if (cause instanceof IllegalStateException refused) {
                throw refused;
            }
            throw new IllegalStateException("cannot connect: " + cause, cause);
        }
    }
}
