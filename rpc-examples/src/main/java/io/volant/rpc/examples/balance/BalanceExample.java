package io.volant.rpc.examples.balance;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.cluster.Cluster;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.examples.console.Output;
import io.volant.rpc.examples.hello.ExampleService;
import io.volant.rpc.examples.hello.HelloRequest;
import io.volant.rpc.examples.process.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The same calls over the same four servers by one algorithm after the other. */
public final class BalanceExample implements AutoCloseable {
    private static final String MISSION =
            "load balancing by random choice, round robin, weight and least response time";
    private static final Duration WARM_UP = Duration.ofMillis(400);
    private static final Duration TIME = Duration.ofMillis(1_500);
    private static final Duration START = Duration.ofSeconds(20);

    private final PrintWriter out;
    private final Path log;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();

    private BalanceExample(PrintWriter out) throws IOException {
        this.out = out;
        this.log = Files.createTempFile("volant-balance-", ".log");
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(Output.on(System.out)) ? 0 : 1);
    }

    /** Runs the example; false when a share is not what it should be. */
    public static boolean run(PrintWriter out) throws Exception {
        try (BalanceExample example = new BalanceExample(out)) {
            return example.run();
        }
    }

    private boolean run() throws Exception {
        out.println("mission: " + MISSION);
        for (Backend backend : Backend.ALL) {
            start(backend);
        }
        out.printf(
                "%d callers, each with one call at a time, %.1f s for each algorithm%n%n",
                Callers.CALLERS, TIME.toMillis() / 1e3);
        out.printf("%-20s %8s   %s   %7s %7s%n", "algorithm", "calls/s", heads(), "p50 ms", "p99 ms");
        List<String> faults = new ArrayList<>();
        Algorithm.MISSION.forEach(algorithm -> faults.addAll(tried(algorithm)));
        out.println();
        Algorithm.FURTHER.forEach(algorithm -> faults.addAll(tried(algorithm)));
        out.println();
        int all = Algorithm.MISSION.size() + Algorithm.FURTHER.size();
        out.println(
                faults.isEmpty()
                        ? "balance: OK " + all + " algorithms, every share within its bounds"
                        : "balance: FAILED " + String.join("; ", faults));
        return faults.isEmpty();
    }

    private void start(Backend backend) throws IOException, InterruptedException {
        ServerProcess server = ServerProcess.start(
                "serving on ",
                List.of(
                        "example",
                        "balance",
                        "server",
                        "--name=" + backend.name(),
                        "--millis=" + backend.millis(),
                        "--workers=" + backend.workers()),
                log);
        servers.add(server);
        out.println(backend.describe(server.address(), server.pid()));
        boolean near = backend.name().equals("fast") || backend.name().equals("normal");
        Map<String, String> labels =
                backend.name().equals("normal") ? Map.of(Algorithm.VERSION, Algorithm.CANARY) : Map.of();
        instances.add(Instance.of(Endpoint.parse(server.address()))
                .withWeight(backend.weight())
                .withZone(near ? Algorithm.NEAR : "far")
                .withLabels(labels));
    }

    /** The faults of an algorithm, whose row it prints. */
    private List<String> tried(Algorithm algorithm) {
        try (EndpointSource list = EndpointSource.fixed(instances);
                RpcClient client = RpcClient.builder()
                        .routing(Cluster.of(list).balancer(algorithm.balancer()).slowStart(Duration.ZERO))
                        .connect()) {
            awaitAll(client);
            Callers.call(client, WARM_UP, algorithm.keyed());
            Shares shares = Callers.call(client, TIME, algorithm.keyed());
            Optional<String> fault = algorithm.judge(shares);
            String row = Backend.ALL.stream()
                    .map(backend -> String.format(Locale.ROOT, "%6.1f %%", shares.of(backend.name())))
                    .collect(Collectors.joining("  "));
            out.printf(
                    Locale.ROOT,
                    "%-20s %,8.0f   %s   %7.1f %7.1f%s%n",
                    algorithm.name(),
                    shares.perSecond(),
                    row,
                    shares.p50Millis(),
                    shares.p99Millis(),
                    fault.map(what -> "   FAILED: " + what).orElse(""));
            return fault.map(what -> algorithm.name() + ": " + what).stream().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }

    private static void awaitAll(RpcClient client) {
        long end = System.nanoTime() + START.toNanos();
        client.stub(ExampleService.class).sayHello(new HelloRequest("World"));
        while (client.stats().nodes().stream().anyMatch(node -> node.state() != NodeStats.State.READY)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "not all servers can be called: " + client.stats().nodes());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static String heads() {
        return Backend.ALL.stream()
                .map(backend -> String.format(Locale.ROOT, "%8s", backend.name()))
                .collect(Collectors.joining("  "));
    }

    @Override
    public void close() throws IOException {
        servers.forEach(ServerProcess::close);
        Files.deleteIfExists(log);
    }
}
