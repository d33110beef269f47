package io.volant.rpc.examples.failover;

import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.examples.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The three servers in JVMs of their own, each behind a line that can be cut, and what happens to them. Confined to one thread. */
final class Street implements AutoCloseable {
    private static final int LIVES = Step.values().length;
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(1_500);
    private static final Duration BETWEEN_CUTS = Duration.ofMillis(250);
    private static final int CUTS = 3;

    private final Path directory;
    private final List<ServerProcess> servers = new ArrayList<>(); // A, B, and one C after the other
    private final List<Wire> wires = new ArrayList<>();
    private int lives;

    private Street() throws IOException {
        this.directory = Files.createTempDirectory("volant-failover-");
    }

    static Street open() throws IOException, InterruptedException {
        Street street = new Street();
        try {
            List<CompletableFuture<ServerProcess>> starting =
                    IntStream.range(0, 2 + LIVES).mapToObj(street::starting).toList();
            for (CompletableFuture<ServerProcess> server : starting) {
                street.servers.add(server.join());
            }
            for (ServerProcess server : street.servers.subList(0, 3)) {
                street.wires.add(Wire.to(server.address()));
            }
            return street;
        } catch (Throwable e) {
            street.close();
            throw e;
        }
    }

    private CompletableFuture<ServerProcess> starting(int number) {
        List<String> command = List.of("example", "failover", "server", "--sales=" + sales(number));
        Path log = directory.resolve("log-" + number);
        return CompletableFuture.supplyAsync(
                () -> ServerProcess.launch("serving on ", command, log), ServerProcess.BESIDE);
    }

    private Path sales(int number) {
        return directory.resolve("sales-" + number);
    }

    /** Where clients find the servers. */
    List<String> addresses() {
        return wires.stream().map(Wire::address).toList();
    }

    /** Server C lives, after a kill as another process. */
    void newLife() {
        wires.get(2).leadTo(servers.get(2 + lives).address());
    }

    /** All troubles, one after the other. */
    void breakThings(long startNanos) {
        for (int i = 1; i <= CUTS; i++) {
            awaitNanos(startNanos + BETWEEN_CUTS.toNanos() * i);
            wires.forEach(Wire::cut);
        }
        awaitNanos(startNanos + Trouble.PAUSED.begin().toNanos());
        servers.get(1).signal("STOP");
        awaitNanos(System.nanoTime() + PAUSE.toNanos());
        servers.get(1).signal("CONT");
        awaitNanos(startNanos + Trouble.KILLED.begin().toNanos());
        servers.get(2 + lives).kill();
        lives++;
    }

    /** How often a sale was made at all servers. */
    int made(int sale) throws IOException {
        int times = 0;
        for (int number = 0; number < servers.size(); number++) {
            times += Sales.in(sales(number)).of(sale);
        }
        return times;
    }

    /** Waits until these clients can call all of their servers. */
    static void awaitAll(List<RpcClient> clients) {
        long end = System.nanoTime() + START.toNanos();
        for (RpcClient client : clients) {
            while (client.stats().nodes().isEmpty()
                    || client.stats().nodes().stream().anyMatch(node -> node.state() != NodeStats.State.READY)) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "not all servers can be called: " + client.stats().nodes());
                }
                awaitNanos(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    private static void awaitNanos(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws IOException {
        servers.forEach(ServerProcess::close);
        wires.forEach(Wire::close);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
