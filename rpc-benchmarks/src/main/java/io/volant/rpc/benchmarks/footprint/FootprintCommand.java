package io.volant.rpc.benchmarks.footprint;

import io.volant.rpc.RpcClient;
import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what idle connections and calls in flight hold, on both sides. */
@Command(
        name = "bench footprint",
        mixinStandardHelpOptions = true,
        description = "Bytes of heap that an idle connection and a call in flight hold, on either side.")
public final class FootprintCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLERS = 8;
    private static final int AT_ONCE = 200; // fewer than a server queues

    @Option(names = "--connections", paramLabel = "N", description = "Idle connections (default: ${DEFAULT-VALUE}).")
    private int connections = 1_000;

    @Option(names = "--calls", paramLabel = "N", description = "Calls in flight (default: ${DEFAULT-VALUE}).")
    private int calls = 10_000;

    /** Prints two lines. */
    @Override
    public Integer call() {
        if (connections < CALLERS || calls < 1) {
            throw new IllegalArgumentException("connections: " + connections + ", calls: " + calls
                    + " (expected: at least " + CALLERS + " and 1)");
        }
        List<RpcClient> clients = new ArrayList<>();
        try (ChildJvm server =
                ChildJvm.start("the server", List.of(), JvmArgs.defaults(), FootprintServer.class, List.of())) {
            String address = "localhost:" + server.expect("port", PATIENCE);
            for (int i = 0; i < CALLERS; i++) {
                clients.add(RpcClient.connect(address));
            }
            Shelf probe = clients.get(0).stub(Shelf.class);
            hold(clients, Math.min(calls, 2 * AT_ONCE), probe); // loads and sizes what is there once
            release(probe, List.of());
            Held none = measure(probe);
            List<CompletableFuture<Integer>> answers = hold(clients, calls, probe);
            Held withCalls = measure(probe);
            release(probe, answers);
            Held before = measure(probe);
            for (int i = 0; i < connections; i++) {
                clients.add(RpcClient.connect(address));
            }
            Held withConnections = measure(probe);
            print("an idle connection", before, withConnections, connections);
            print("a call in flight", none, withCalls, calls);
        } finally {
            clients.forEach(RpcClient::close);
        }
        return 0;
    }

    private static List<CompletableFuture<Integer>> hold(List<RpcClient> clients, int calls, Shelf probe) {
        List<Shelf> callers =
                clients.stream().map(client -> client.stub(Shelf.class)).toList();
        List<CompletableFuture<Integer>> answers = new ArrayList<>(calls);
        for (int call = 1; call <= calls; call++) {
            answers.add(callers.get(call % callers.size()).hold(call));
            if (call % AT_ONCE == 0 || call == calls) {
                awaitHeld(probe, call);
            }
        }
        return answers;
    }

    private static void awaitHeld(Shelf probe, int calls) {
        for (long millis = 0; probe.held() < calls; millis++) {
            if (millis > PATIENCE.toMillis()) {
                throw new IllegalStateException("held calls: " + probe.held() + " (expected: " + calls + ")");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void release(Shelf probe, List<CompletableFuture<Integer>> answers) {
        probe.release();
        answers.forEach(answer ->
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    private static Held measure(Shelf probe) {
        return new Held(Heap.liveBytes(), probe.heapBytes());
    }

    private static void print(String what, Held before, Held after, int count) {
        System.out.printf(
                Locale.ROOT,
                "%-20s %,7d B on the client   %,7d B on the server%n",
                what,
                (after.client - before.client) / count,
                (after.server - before.server) / count);
    }

    private record Held(long client, long server) {}
}
