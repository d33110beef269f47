package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.JvmArgs;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerJvm;
import io.volant.rpc.benchmarks.system.ServerSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Measures first calls of fresh JVMs, and calls after nothing was said for a while. */
@Command(
        name = "bench first",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "The first call of fresh client JVMs, connecting included, and a call after idle; prints JSON, too.")
public final class FirstCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    @Option(names = "--system", paramLabel = "NAME", description = "Such as R1 (default: ${DEFAULT-VALUE}).")
    private String system = RpcSystem.VOLANT_POOL.label();

    @Option(names = "--times", paramLabel = "N", description = "Fresh JVMs (default: ${DEFAULT-VALUE}).")
    private int times = 5;

    @Option(names = "--idle", paramLabel = "S", description = "Seconds of silence (default: ${DEFAULT-VALUE}).")
    private int idle = 60;

    @Option(names = "--warmup", paramLabel = "N", description = "Calls before one is warm (default: ${DEFAULT-VALUE}).")
    private int warmup = 3_000;

    @Option(names = "--json", paramLabel = "FILE", description = "Records the figures.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (times < 1 || idle < 0) {
            throw new IllegalArgumentException("times: " + times + ", idle: " + idle + " (expected: at least 1 and 0)");
        }
        RpcSystem measured = RpcSystem.of(system);
        PrintStream out = System.out;
        List<ChildJvm> clients = new ArrayList<>();
        try (ServerJvm server = ServerJvm.start(ServerSpec.users(measured))) {
            start(measured, server.port()).close(); // the server's own first call is not a client's
            int trips = trips(measured, server.port());
            List<Long> firsts = new ArrayList<>();
            List<Long> warms = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                ChildJvm client = start(measured, server.port());
                clients.add(client);
                firsts.add(Long.parseLong(client.expect("first", PATIENCE)));
                warms.add(ask(client, String.valueOf(warmup), "warm"));
            }
            if (clients.get(0).endsWithin(Duration.ofSeconds(idle))) {
                throw new IllegalStateException("a client has ended in the silence");
            }
            List<Long> afterIdle = new ArrayList<>();
            for (ChildJvm client : clients) {
                afterIdle.add(ask(client, "again", "call"));
            }
            Firsts figures = new Firsts(
                    system,
                    times,
                    trips,
                    median(firsts) / NANOS_PER_MILLI,
                    idle,
                    median(warms) / NANOS_PER_MICRO,
                    median(afterIdle) / NANOS_PER_MICRO);
            out.println(figures.text());
            String text = JSON.writeValueAsString(figures);
            out.println(text);
            if (json != null) {
                Files.writeString(json, text + "\n");
            }
        } finally {
            clients.forEach(ChildJvm::close);
        }
        return 0;
    }

    private static int trips(RpcSystem system, int port) throws IOException {
        try (TurnRelay relay = TurnRelay.to(port);
                ChildJvm client = start(system, relay.port())) {
            client.expect("first", PATIENCE);
            return relay.turns();
        }
    }

    private static ChildJvm start(RpcSystem system, int port) {
        List<String> arguments = List.of(system.label(), String.valueOf(port));
        return ChildJvm.start("a client", List.of(), JvmArgs.defaults(), FirstClient.class, arguments);
    }

    private static long ask(ChildJvm client, String order, String answer) {
        client.send(order);
        return Long.parseLong(client.expect(answer, PATIENCE));
    }

    private static double median(List<Long> figures) {
        return LongStream.of(
                        figures.stream().mapToLong(Long::longValue).sorted().toArray())
                .skip(figures.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Medians over the JVMs.
     *
     * @param roundTrips until the first answer, besides opening the socket
     * @param firstCallMillis connecting included
     */
    record Firsts(
            String system,
            int times,
            int roundTrips,
            double firstCallMillis,
            int idleSeconds,
            double warmMicros,
            double afterIdleMicros) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "first call of a fresh JVM, connecting included: %.0f ms, %d round trips besides the socket's%n"
                            + "call after %d s of silence: %.0f µs, warm %.0f µs",
                    firstCallMillis,
                    roundTrips,
                    idleSeconds,
                    afterIdleMicros,
                    warmMicros);
        }
    }
}
