package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.process.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The registry and the servers of a demo, each in a JVM of its own. Confined to one thread, but for the servers. */
final class Fleet implements AutoCloseable {
    static final List<String> REGISTRIES = List.of("embedded", "zookeeper");
    private static final List<String> NAMES = List.of("A", "B", "C");

    private final RunDirectory directory;
    private final List<FleetServer> servers = new ArrayList<>();
    private final ServerProcess registry;
    private final String registryAddress;
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private volatile Consumer<FleetServer> crashed = server -> {};

    private Fleet(RunDirectory directory, ServerProcess registry, String registryAddress) {
        this.directory = directory;
        this.registry = registry;
        this.registryAddress = registryAddress;
    }

    /**
     * Starts a registry and three servers that enter themselves there; returns when all serve.
     *
     * @param registry one of {@link #REGISTRIES}
     */
    static Fleet start(RunDirectory directory, String registry) throws IOException, InterruptedException {
        boolean zooKeeper = registry.equals("zookeeper");
        List<String> command =
                zooKeeper ? List.of("zookeeper", "--data=" + directory.data()) : List.of("registry", "--port=0");
        ServerProcess process = ServerProcess.start("registry on ", command, directory.log("registry"));
        Fleet fleet = new Fleet(directory, process, (zooKeeper ? Registries.ZOOKEEPER : "") + process.address());
        try {
            fleet.startServers();
            return fleet;
        } catch (Throwable e) {
            fleet.close();
            throw e;
        }
    }

    private void startServers() throws InterruptedException {
        List<CompletableFuture<FleetServer>> starting = NAMES.stream()
                .map(name -> CompletableFuture.supplyAsync(
                        () -> new FleetServer(name, directory, registryAddress, this::ended), ServerProcess.BESIDE))
                .toList();
        for (CompletableFuture<FleetServer> server : starting) {
            try {
                servers.add(server.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    ServerProcess registry() {
        return registry;
    }

    /** As {@link Registries} takes it. */
    String registryAddress() {
        return registryAddress;
    }

    List<FleetServer> servers() {
        return List.copyOf(servers);
    }

    FleetServer server(String name) {
        return servers.get(NAMES.indexOf(name));
    }

    /** Has a listener told of servers that end although the demo did not end them, on the thread that sees to processes. */
    void onCrash(Consumer<FleetServer> listener) {
        crashed = listener;
    }

    /** Completes when no server is left, and says so. */
    CompletableFuture<String> over() {
        return over;
    }

    private void ended(FleetServer server) {
        if (!server.toEnd()) {
            crashed.accept(server);
        }
        if (servers.stream().noneMatch(FleetServer::isAlive)) {
            over.complete("no server is left");
        }
    }

    /** What the servers wrote down. */
    List<Path> records() {
        return servers.stream().flatMap(server -> server.records().stream()).toList();
    }

    /** CPU time of all servers; empty when one has ended and took its part with it. */
    Optional<Duration> cpu() {
        Optional<Duration> sum = Optional.of(Duration.ZERO);
        for (FleetServer server : servers) {
            sum = sum.flatMap(before -> server.process().cpu().map(before::plus));
        }
        return sum;
    }

    /** Lets all live on when this process ends. */
    void keep() throws IOException {
        registry.keep();
        for (FleetServer server : servers) {
            server.process().keep();
        }
    }

    /** Asks the servers to end, all at once, and waits until they have worked off what they accepted. */
    void stop(PrintWriter out) throws IOException, InterruptedException {
        crashed = server -> {};
        for (FleetServer server : servers) {
            server.process().askToStop();
        }
        for (FleetServer server : servers) {
            server.process().stop(out);
        }
    }

    /** Ends at once what has not ended and is not kept. */
    @Override
    public void close() {
        crashed = server -> {};
        servers.forEach(FleetServer::close);
        registry.close();
    }
}
