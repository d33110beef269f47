package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Settings of a server. Confined to one thread; a builder makes one server. */
public final class RpcServerBuilder {
    private static final Duration DEADLINE_CAP = Duration.ofSeconds(60);

    private final WireSettings wire = new WireSettings();
    private final InterceptorStack interceptors = new InterceptorStack();
    private final List<Registration<?>> registrations = new ArrayList<>();
    private final List<Announcement> announcements = new ArrayList<>();
    private String host = "127.0.0.1";
    private int port;
    private int workers; // 0: as many as suit the kind of thread
    private int workersQueue = -1; // not given
    private boolean virtualThreads;
    private boolean fixedLimit;
    private Duration shutdownHook = Duration.ZERO; // none
    private Duration maxConnectionAge = Duration.ZERO; // none
    private long slowNanos = SlowCalls.NEVER;
    private boolean mdc;

    RpcServerBuilder() {}

    /**
     * Name or address to listen on, {@code 127.0.0.1} unless given; one that leaves this machine needs {@link #insecure()}.
     * {@code unix:PATH} listens on a Unix domain socket, which has no port.
     */
    public RpcServerBuilder host(String host) {
        if (requireNonNull(host, "host").isBlank()) {
            throw new IllegalArgumentException(
                    "host: \"" + host + "\" (expected: a host name, an IP address, or unix:PATH)");
        }
        this.host = host;
        return this;
    }

    /** Port to listen on; 0, the default, takes a free one. */
    public RpcServerBuilder port(int port) {
        Endpoint.checkPort("", port, 0);
        this.port = port;
        return this;
    }

    /** How many handlers run at once; unless given, 8 per processor (32 to 256), or 1,024 virtual threads. */
    public RpcServerBuilder workers(int workers) {
        this.workers = WorkerCounts.checkWorkers(workers);
        return this;
    }

    /** Runs handlers on virtual threads, so that many may block at once; needs Java 21 or newer, which {@link #build} checks. */
    public RpcServerBuilder virtualThreads() {
        this.virtualThreads = true;
        return this;
    }

    /**
     * How many calls may wait for a worker before more are refused with {@link Status#OVERLOADED}; fewer while a load lasts that is
     * more than the workers can serve. Unless given, 10 per worker, growing to what they serve in 20 ms, 16,384 at most.
     */
    public RpcServerBuilder workersQueue(int calls) {
        this.workersQueue = WorkerCounts.checkQueue(calls);
        return this;
    }

    /**
     * Lets as many calls wait under a load that lasts as in a burst, on the workers of all services: for callers that rather wait
     * for long than be refused. Give {@link #workersQueue} with it: without, 10 per worker may wait, and no more.
     */
    public RpcServerBuilder fixedLimit() {
        this.fixedLimit = true;
        return this;
    }

    /** Offers a service; its methods run on workers, many at a time: {@code implementation} is thread-safe. */
    public <T> RpcServerBuilder service(Class<T> type, T implementation) {
        return service(type, implementation, on -> {});
    }

    /** Makes the server known while it serves, such as in a registry; may be said several times. */
    public RpcServerBuilder announce(Announcement announcement) {
        announcements.add(requireNonNull(announcement, "announcement"));
        return this;
    }

    /** Closes the server when the JVM ends, waiting at most {@code atMost} for calls it accepted; not its business unless given. */
    public RpcServerBuilder shutdownHook(Duration atMost) {
        this.shutdownHook = WireSettings.positive(atMost, "shutdownHook");
        return this;
    }

    /** Logs calls that take so long or longer, of each method one a second; none unless given. */
    public RpcServerBuilder slowCall(Duration atLeast) {
        this.slowNanos = Durations.nanos(WireSettings.positive(atLeast, "slowCall"));
        return this;
    }

    /**
     * Runs handlers with {@code rpc.service}, {@code rpc.method}, {@code rpc.call} (an id of the call on this server) and {@code rpc.peer}
     * in the logging context (MDC) of their thread.
     */
    public RpcServerBuilder mdc() {
        this.mdc = true;
        return this;
    }

    /** Offers a service and says where its methods run; {@code implementation} is thread-safe. */
    public <T> RpcServerBuilder service(Class<T> type, T implementation, Consumer<ServiceOptions> where) {
        registrations.add(new Registration<>(type, implementation, where));
        return this;
    }

    /** Adds an interceptor, innermost of its layer. */
    public RpcServerBuilder interceptor(Layer layer, Interceptor interceptor) {
        interceptors.add(layer, interceptor);
        return this;
    }

    /** Allows plain text off this machine. */
    public RpcServerBuilder insecure() {
        wire.insecure = true;
        return this;
    }

    public RpcServerBuilder transport(Transport transport) {
        wire.transport = requireNonNull(transport, "transport");
        return this;
    }

    public RpcServerBuilder serializer(Serializer serializer) {
        wire.serializer = requireNonNull(serializer, "serializer");
        return this;
    }

    public RpcServerBuilder compressor(Compressor compressor) {
        wire.compressor = requireNonNull(compressor, "compressor");
        return this;
    }

    /** Compresses results of more than {@code bytes} bytes where the client can read that; never unless given. */
    public RpcServerBuilder compressAbove(int bytes) {
        wire.compressAbove = bytes;
        return this;
    }

    public RpcServerBuilder checksum(Checksum checksum) {
        wire.checksum = requireNonNull(checksum, "checksum");
        return this;
    }

    public RpcServerBuilder limits(WireLimits limits) {
        wire.limits = requireNonNull(limits, "limits");
        return this;
    }

    /** Silence after which a client is asked whether it lives, 10 s unless given. */
    public RpcServerBuilder pingInterval(Duration pingInterval) {
        wire.pingInterval = WireSettings.positive(pingInterval, "pingInterval");
        return this;
    }

    /**
     * Ends each connection in order at this age ± 10 %, so that its client connects anew, through a load balancer perhaps to another
     * server; calls in flight are finished, and none fails, but for clients that {@linkplain RpcClientBuilder#failFast fail fast}. Never
     * unless given.
     */
    public RpcServerBuilder maxConnectionAge(Duration age) {
        this.maxConnectionAge = WireSettings.positive(age, "maxConnectionAge");
        return this;
    }

    /** Shares threads and clock with others; whoever created the runtime closes it. */
    public RpcServerBuilder runtime(VolantRuntime runtime) {
        if (requireNonNull(runtime, "runtime").callersDrive()) {
            throw new IllegalArgumentException(
                    "runtime: callers drive its event loop (expected: one that is not for clients only)");
        }
        wire.runtime = runtime;
        return this;
    }

    /**
     * Checks everything and makes a server that has not started. Does no I/O and starts no thread.
     *
     * @throws IllegalArgumentException if an interface has mistakes, or a service is offered twice
     * @throws IllegalStateException if no service was given, a module is missing, or the JVM lacks virtual threads
     */
    public RpcServer build() {
        if (registrations.isEmpty()) {
            throw new IllegalStateException("no service: offer at least one with service(type, implementation)");
        }
        Endpoint.checkPort(host, port, 0);
        Transport transport = wire.transport();
        Serializer serializer = wire.serializer();
        Compression compression = wire.compression();
        int most = workers > 0 ? workers : WorkerCounts.unlessGiven(virtualThreads);
        Ticker ticker = wire.runtime == null ? Ticker.system() : wire.runtime.ticker();
        Duration spin = wire.runtime == null ? EventLoops.SPIN : wire.runtime.spin();
        WorkerPool.Kind kind = new WorkerPool.Kind(virtualThreads, fixedLimit, ticker, spin);
        List<WorkerPool> pools = new ArrayList<>();
        pools.add(kind.pool("", most, workersQueue));
        WireMeter meter = WireMeter.server(ticker);
        ServerWatch watch = new ServerWatch(new CallMeters(), meter, new SlowCalls(slowNanos, meter.warnings()), mdc);
        Map<String, ExportedService> exported = new LinkedHashMap<>();
        ServerHealth health = export(serializer, kind, pools, watch, exported);
        RpcServer server = new RpcServer(new ServerPlan(
                host,
                port,
                wire.insecure,
                wire.runtime,
                transport,
                serializer.name(),
                DEADLINE_CAP,
                wire.pingInterval,
                maxConnectionAge,
                wire.limits,
                compression,
                wire.checksum,
                new Exports(exported),
                new WorkerPools(pools),
                shutdownHook,
                announcements,
                watch));
        server.onState(health::onState);
        return server;
    }

    /** As {@link #build()} and {@link RpcServer#start()}. */
    public RpcServer start() {
        return build().start();
    }

    /**
     * Compiles the services into {@code exports}; adds the workers that they have for themselves to {@code pools}. Returns what tells
     * of their health.
     */
    private ServerHealth export(
            Serializer serializer,
            WorkerPool.Kind kind,
            List<WorkerPool> pools,
            ServerWatch watch,
            Map<String, ExportedService> exports) {
        WorkerPool shared = pools.get(0);
        HandlerFailures failures =
                new HandlerFailures(wire.newId(), watch.wire().warnings());
        InterceptorStack stack = interceptors.copy();
        for (Registration<?> registration : registrations) {
            ServiceCodec codec = Contracts.compile(registration.type(), serializer, wire.codecLimits());
            ServiceOptions where = new ServiceOptions(codec.service());
            registration.where().accept(where);
            if (wire.simulated()) {
                where.eventLoop();
            }
            Optional<WorkerPool> own = where.pool(kind);
            own.ifPresent(pools::add);
            ServiceHost host = new ServiceHost(
                    codec, registration.implementation(), where, stack, own.orElse(shared), failures, watch);
            String name = codec.service().toString();
            if (exports.put(name, new ExportedService(codec, host)) != null) {
                throw new IllegalArgumentException(
                        "service " + name + " is offered twice (expected: once per name and version)");
            }
        }
        ServerHealth health = new ServerHealth(List.copyOf(exports.keySet()));
        health.export(serializer, wire.codecLimits(), shared, failures, watch)
                .ifPresent(service -> exports.putIfAbsent(Exports.HEALTH, service));
        return health;
    }

    private record Registration<T>(Class<T> type, T implementation, Consumer<ServiceOptions> where) {
        Registration {
            requireNonNull(type, "type");
            requireNonNull(implementation, "implementation");
            requireNonNull(where, "where");
        }
    }
}
