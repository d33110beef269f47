package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.CallOptions;
import io.volant.rpc.CallScope;
import io.volant.rpc.Deadline;
import io.volant.rpc.Endpoint;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.RoutingKey;
import io.volant.rpc.RpcService;
import io.volant.rpc.SchemaDifference;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to pick a node, of few and of many? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoadBalancerBenchmark {
    private static final int KEYS = 1 << 10;
    private static final int PORTS = 10_000;

    @Param({"leastResponseTime", "random", "roundRobin", "weighted", "weightedRandom", "leastInFlight", "consistentHash"
    })
    public String policy = "";

    @Param({"3", "100", "10000"})
    public int nodes;

    private final Ticker ticker = Ticker.system();
    private @Nullable Picker picker;

    /** A request as its stub has just made it, with one key after the other. */
    @State(Scope.Thread)
    public static class Requests {
        private final String[] keys = new String[KEYS];
        private final Object[] arguments = new Object[1];
        private @Nullable Request request;
        private int next;

        @Setup
        public void make(LoadBalancerBenchmark benchmark) {
            for (int i = 0; i < KEYS; i++) {
                keys[i] = "key-" + i;
            }
            request = benchmark.request(arguments);
        }

        Request next() {
            arguments[0] = keys[next++ & (KEYS - 1)];
            return requireNonNull(request, "request");
        }
    }

    @Setup
    public void build() {
        CompletableFuture<Response> answer = CompletableFuture.completedFuture(Response.empty());
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Instance instance = Instance.of(new Endpoint("10.0.0." + i / PORTS, 1 + i % PORTS))
                    .withWeight(50 + i % 100);
            Node node = new Node(instance, request -> answer, ticker);
            node.send(request(new Object[] {"first"}), balancer());
            all.add(node);
        }
        picker = balancer().picker(all);
        System.gc(); // so that the nodes lie as they do in a client that has lived for a while
    }

    @Benchmark
    public Node pick(Requests requests) {
        Picker built = picker;
        if (built == null) {
            throw new IllegalStateException("not built");
        }
        return built.pick(requests.next(), Tried.NONE);
    }

    private LoadBalancer balancer() {
        return switch (policy) {
            case "leastResponseTime" -> LoadBalancer.leastResponseTime();
            case "random" -> LoadBalancer.random();
            case "roundRobin" -> LoadBalancer.roundRobin();
            case "weighted" -> LoadBalancer.weighted();
            case "weightedRandom" -> LoadBalancer.weightedRandom();
            case "leastInFlight" -> LoadBalancer.leastInFlight();
            case "consistentHash" -> LoadBalancer.consistentHash();
            default -> throw new IllegalArgumentException("policy: " + policy + " (expected: one of LoadBalancer)");
        };
    }

    private Request request(Object[] arguments) {
        ServiceDescriptor service = ServiceDescriptor.parse(Greeter.class, new Mistakes(Greeter.class));
        return Request.outgoing(
                service.methods().get(0),
                new NoCodec(service),
                arguments,
                Payload.empty(),
                Deadline.after(Duration.ofSeconds(5), ticker),
                ticker.nanoTime(),
                CallOptions.defaults(),
                new CallScope());
    }

    /** One method. */
    @RpcService
    public interface Greeter {
        String greet(@RoutingKey String name);
    }

    /** Of calls that nobody encodes. */
    private record NoCodec(ServiceDescriptor service) implements ServiceCodec {
        @Override
        public MethodCodec method(int index) {
            throw new UnsupportedOperationException("nothing is encoded here");
        }

        @Override
        public String schema(int index) {
            return "";
        }

        @Override
        public long digest(int index) {
            return 0;
        }

        @Override
        public SchemaDifference compare(int index, String otherSchema) {
            return new SchemaDifference(service.name(), List.of());
        }
    }
}
