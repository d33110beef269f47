package io.volant.rpc.cluster.discovery.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcServer;
import io.volant.rpc.Transport;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.RegistrySite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An embedded registry on a clock of its own, with clients in runtimes of their own. */
final class EmbeddedSite implements RegistrySite {
    private final Transport transport;
    private final int port;
    private final @Nullable Path file;
    private final HandTicker ticker = new HandTicker();
    private final Map<RegistryClient, VolantRuntime> alive = new LinkedHashMap<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable EmbeddedRegistry registry;

    /** @param file where the registry writes what it knows; nowhere if null */
    EmbeddedSite(Transport transport, int port, @Nullable Path file) {
        this.transport = transport;
        this.port = port;
        this.file = file;
    }

    @Override
    public void start() {
        registry = EmbeddedRegistry.open(file == null ? null : new RegistryFile(file), EmbeddedRegistry.LEASE, ticker);
        running.push(registry);
        RpcServer server = registry.offer(
                        RpcServer.builder().transport(transport).port(port))
                .start();
        running.push(() -> end(server)); // first, so that its watchers are not told
    }

    /** It has given up its port when this returns, for the one that is started next. */
    private static void end(RpcServer server) throws InterruptedException {
        server.shutdownNow();
        assertThat(server.awaitTermination(Duration.ofSeconds(10)))
                .as("the registry's server has ended")
                .isTrue();
    }

    @Override
    public void stop() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    @Override
    public Registry open() {
        VolantRuntime runtime = VolantRuntime.builder().eventLoops(1).build();
        RegistryClient client = RegistryClient.at(
                List.of("127.0.0.1:" + port),
                settings -> settings.transport(transport).runtime(runtime));
        alive.put(client, runtime);
        return client;
    }

    @Override
    public void kill(Registry client) {
        VolantRuntime runtime = client instanceof RegistryClient ours ? alive.remove(ours) : null;
        if (runtime != null) {
            runtime.close();
        }
    }

    /** Two leases, in which those of the clients that live are renewed. */
    @Override
    public void letTimePass() {
        if (registry == null) {
            throw new IllegalStateException("the registry does not run");
        }
        for (int i = 0; i < 8; i++) {
            for (RegistryClient client : alive.keySet()) {
                client.leases().forEach(lease -> registry.service().renew(lease).join());
            }
            ticker.advance(Duration.ofMillis(2_500));
            registry.sweep();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        alive.values().forEach(VolantRuntime::close);
    }
}
