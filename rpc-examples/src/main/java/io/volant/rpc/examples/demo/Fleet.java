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
    private static final List<String> NAMES = List.of("A", "B", "C");

    /** One of the servers. */
    record Server(String name, ServerProcess process) {}

    private final RunDirectory directory;
    private final List<Server> servers = new ArrayList<>();
    private final ServerProcess registry;

    private Fleet(RunDirectory directory, ServerProcess registry) {
        this.directory = directory;
        this.registry = registry;
    }

    /** Starts a registry and three servers that enter themselves there; returns when all serve. */
    static Fleet start(RunDirectory directory) throws IOException, InterruptedException {
        Fleet fleet = new Fleet(
                directory,
                ServerProcess.start("registry on ", List.of("registry", "--port=0"), directory.log("registry")));
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
                "serve",
                "--name=" + name,
                "--registry=" + registry.address(),
                "--record=" + directory.serverRecord(name));
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
