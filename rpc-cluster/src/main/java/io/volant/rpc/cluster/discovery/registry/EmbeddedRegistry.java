package io.volant.rpc.cluster.discovery.registry;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.ServiceOptions;
import io.volant.rpc.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A registry that any server can offer beside its own services, or alone. Thread-safe; it has one thread, a daemon, until it is
 * closed.
 *
 * <pre>{@code
 * EmbeddedRegistry registry = EmbeddedRegistry.inMemory();
 * RpcServer server = registry.offer(RpcServer.builder().port(7001)).start();
 * }</pre>
 *
 * <p>Close it before its server, which otherwise waits for those who watch.
 *
 * <p>With a file it knows after a restart what it knew before, for one lease, until the servers have renewed theirs. Without one the
 * servers enter themselves again as soon as they find it; either way its clients keep what they know until then.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    /** How long a server is listed that no longer renews its entry, unless the registry was made with another time. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration LEAST_LEASE = Duration.ofSeconds(1);

    private final RegistryDesk desk;

    private EmbeddedRegistry(RegistryDesk desk) {
        this.desk = desk;
    }

    /** A registry that forgets everything when it ends. */
    public static EmbeddedRegistry inMemory() {
        return inMemory(LEASE);
    }

    /** As {@link #inMemory()}, with leases of this time, at least a second. */
    public static EmbeddedRegistry inMemory(Duration lease) {
        return open(null, lease, Ticker.system());
    }

    /**
     * A registry that writes down what it knows.
     *
     * @param file replaced as a whole at every change; created when it does not exist
     * @throws UncheckedIOException if it cannot be written, or there is another kind of file
     */
    public static EmbeddedRegistry keptIn(Path file) {
        return keptIn(file, LEASE);
    }

    /** As {@link #keptIn(Path)}, with leases of this time, at least a second. */
    public static EmbeddedRegistry keptIn(Path file, Duration lease) {
        return open(new RegistryFile(requireNonNull(file, "file")), lease, Ticker.system());
    }

    static EmbeddedRegistry open(@Nullable RegistryFile file, Duration lease, Ticker ticker) {
        if (requireNonNull(lease, "lease").compareTo(LEAST_LEASE) < 0) {
            throw new IllegalArgumentException("lease: " + lease + " (expected: at least " + LEAST_LEASE + ")");
        }
        try {
            return new EmbeddedRegistry(RegistryDesk.open(file, lease, ticker));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the registry in " + file + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }

    /** What a server offers as {@link RegistryService}; its methods return at once, so that they may run on event loops. */
    public RegistryService service() {
        return desk;
    }

    /** Offers the registry on the server's event loops, where it answers while all workers are busy; returns {@code server}. */
    public RpcServerBuilder offer(RpcServerBuilder server) {
        return server.service(RegistryService.class, desk, ServiceOptions::eventLoop);
    }

    /** Lets time that has passed take effect; returns when it has. */
    void sweep() {
        desk.sweepNow();
    }

    /** Sends its watchers away, writes its file and ends its thread. Idempotent; waits for the file. */
    @Override
    public void close() {
        desk.close();
    }
}
