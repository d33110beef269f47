package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of a server. Confined to one thread; a builder starts one server and does no I/O before {@link #start}. */
public final class RpcServerBuilder {
    private static final Logger log = LoggerFactory.getLogger(RpcServer.class);
    private static final Duration DEADLINE_CAP = Duration.ofSeconds(60);
    private static final int MAX_PORT = 65_535;
    private static final int QUEUE_PER_WORKER = 10;

    private final WireSettings wire = new WireSettings();
    private final InterceptorStack interceptors = new InterceptorStack();
    private final List<Registration<?>> registrations = new ArrayList<>();
    private String host = "127.0.0.1";
    private int port;
    private int workers = Math.min(256, Math.max(32, 8 * Runtime.getRuntime().availableProcessors()));
    private int workersQueue = -1; // ten per worker

    RpcServerBuilder() {}

    /** Name or address to listen on, {@code 127.0.0.1} unless given; one that leaves this machine needs {@link #insecure()}. */
    public RpcServerBuilder host(String host) {
        if (requireNonNull(host, "host").isBlank()) {
            throw new IllegalArgumentException("host: \"" + host + "\" (expected: a host name or an IP address)");
        }
        this.host = host;
        return this;
    }

    /** Port to listen on; 0, the default, takes a free one. */
    public RpcServerBuilder port(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0.." + MAX_PORT + ")");
        }
        this.port = port;
        return this;
    }

    /** How many handlers run at once, 8 per processor (32 to 256) unless given. */
    public RpcServerBuilder workers(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers + " (expected: > 0)");
        }
        this.workers = workers;
        return this;
    }

    /** How many calls may wait for a worker before more are refused with {@link Status#OVERLOADED}, 10 per worker unless given. */
    public RpcServerBuilder workersQueue(int calls) {
        if (calls < 0) {
            throw new IllegalArgumentException("workersQueue: " + calls + " (expected: >= 0)");
        }
        this.workersQueue = calls;
        return this;
    }

    /** Offers a service; its methods run on workers, many at a time: {@code implementation} is thread-safe. */
    public <T> RpcServerBuilder service(Class<T> type, T implementation) {
        return service(type, implementation, on -> {});
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

    /** Shares threads and clock with others; whoever created the runtime closes it. */
    public RpcServerBuilder runtime(VolantRuntime runtime) {
        wire.runtime = requireNonNull(runtime, "runtime");
        return this;
    }

    /**
     * Starts the server; returns when clients can reach it. On failure everything it began is released.
     *
     * @throws IllegalArgumentException if an interface has mistakes, or a service is offered twice
     * @throws IllegalStateException if no service was given, a module is missing, or plain text would leave this machine
     * @throws UncheckedIOException if it cannot listen on the address
     */
    public RpcServer start() {
        if (registrations.isEmpty()) {
            throw new IllegalStateException("no service: offer at least one with service(type, implementation)");
        }
        PlainTextPolicy.check(host, port, wire.insecure);
        Transport transport = wire.transport();
        Serializer serializer = wire.serializer();
        Compression compression = wire.compression();
        int queue = workersQueue >= 0 ? workersQueue : QUEUE_PER_WORKER * workers;
        WorkerPool pool = new WorkerPool(workers, queue);
        Exports exports = new Exports(export(serializer, pool));
        VolantRuntime.Lease lease = wire.lease();
        try {
            ListenOptions options = new ListenOptions(
                    lease.runtime(),
                    serializer.name(),
                    DEADLINE_CAP,
                    wire.pingInterval,
                    wire.limits,
                    compression,
                    wire.checksum);
            Listening listening = transport.listen(host, port, options, exports);
            pool.name(listening.address().port());
            log.info(
                    "event=server_start address={} workers={} workers_queue={} services={}",
                    listening.address(),
                    workers,
                    queue,
                    exports.services());
            return new RpcServer(listening, pool, lease);
        } catch (IOException e) {
            lease.close();
            throw cannotListen(e);
        } catch (Throwable e) {
            lease.close();
            throw e;
        }
    }

    private Map<String, ExportedService> export(Serializer serializer, WorkerPool pool) {
        HandlerFailures failures = new HandlerFailures();
        InterceptorStack stack = interceptors.copy();
        Map<String, ExportedService> exports = new LinkedHashMap<>();
        for (Registration<?> registration : registrations) {
            ServiceCodec codec = Contracts.compile(registration.type(), serializer, wire.codecLimits());
            ServiceOptions where = new ServiceOptions(codec.service());
            registration.where().accept(where);
            ServiceHost host = new ServiceHost(codec, registration.implementation(), where, stack, pool, failures);
            String name = codec.service().toString();
            if (exports.put(name, new ExportedService(codec, host)) != null) {
                throw new IllegalArgumentException(
                        "service " + name + " is offered twice (expected: once per name and version)");
            }
        }
        return exports;
    }

    private UncheckedIOException cannotListen(IOException e) {
        String text = String.valueOf(e.getMessage());
        String why = text;
        if (e instanceof BindException
                && text.contains("in use")) { // other bind faults: no such address, not permitted
            why = "in use by another process. Choose another with .port(n), or 0 for a free one.";
        } else if (e instanceof UnknownHostException) {
            why = "unknown host";
        }
        return new UncheckedIOException("cannot listen on " + Endpoint.text(host, port) + ": " + why, e);
    }

    private record Registration<T>(Class<T> type, T implementation, Consumer<ServiceOptions> where) {
        Registration {
            requireNonNull(type, "type");
            requireNonNull(implementation, "implementation");
            requireNonNull(where, "where");
        }
    }

    private record Exports(Map<String, ExportedService> byName) implements Acceptor {
        @Override
        public Optional<ExportedService> service(String name, String version) {
            return Optional.ofNullable(byName.get(name + ":" + version));
        }

        @Override
        public List<String> services() {
            return List.copyOf(byName.keySet());
        }
    }
}
