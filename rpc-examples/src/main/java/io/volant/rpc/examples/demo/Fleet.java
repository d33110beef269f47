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

/** The registry and the servers of a demo, each in a JVM of its own. Confined to one thread. */
final class Fleet implements AutoCloseable {
    static final List<String> REGISTRIES = List.of("embedded", "zookeeper");
    private static final List<String> NAMES = List.of("A", "B", "C");

    /** One of the servers. */
    record Server(String name, ServerProcess process) {}

    private final RunDirectory directory;
    private final List<Server> servers = new ArrayList<>();
    private final ServerProcess registry;
    private final String registryAddress;

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
        List<CompletableFuture<Server>> starting = NAMES.stream()
                .map(name -> CompletableFuture.supplyAsync(() -> start(name), ServerProcess.BESIDE))
                .toList();
        for (CompletableFuture<Server> server : starting) {
            try {
                servers.add(server.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private Server start(String name) {
        List<String> serve = List.of(
                "serve", "--name=" + name, "--registry=" + registryAddress, "--record=" + directory.serverRecord(name));
        try {
            return new Server(name, ServerProcess.start("serving on ", serve, directory.log("server-" + name)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    ServerProcess registry() {
        return registry;
    }

    /** As {@link Registries} takes it. */
    String registryAddress() {
        return registryAddress;
    }

    List<Server> servers() {
        return List.copyOf(servers);
    }

    /** What the servers wrote down. */
    List<Path> records() {
        return NAMES.stream().map(directory::serverRecord).toList();
    }

    /** CPU time of all servers; empty when one has ended and took its part with it. */
    Optional<Duration> cpu() {
        Optional<Duration> sum = Optional.of(Duration.ZERO);
        for (Server server : servers) {
            sum = sum.flatMap(before -> server.process().cpu().map(before::plus));
        }
        return sum;
    }

    /** Lets all live on when this process ends. */
    void keep() throws IOException {
        registry.keep();
        for (Server server : servers) {
            server.process().keep();
        }
    }

    /** Asks the servers to end, all at once, and waits until they have worked off what they accepted. */
    void stop(PrintWriter out) throws IOException, InterruptedException {
        for (Server server : servers) {
            server.process().askToStop();
        }
        for (Server server : servers) {
            server.process().stop(out);
        }
    }

    /** Ends at once what has not ended and is not kept. */
    @Override
    public void close() {
        servers.forEach(server -> server.process().close());
        registry.close();
    }
}
