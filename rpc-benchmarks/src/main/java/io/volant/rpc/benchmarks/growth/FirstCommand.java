package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.system.RpcSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
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
                "The first call of fresh client JVMs, connecting included, and a call after idle, each with a server of its own; prints JSON, too.")
public final class FirstCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    @Option(names = "--system", paramLabel = "NAME", description = "Such as R1 (default: ${DEFAULT-VALUE}).")
    private String system = RpcSystem.VOLANT_POOL.label();

    @Option(names = "--times", paramLabel = "N", description = "Fresh pairs of JVMs (default: ${DEFAULT-VALUE}).")
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
        if (measured == RpcSystem.R3) {
            throw new IllegalArgumentException(
                    "system: R3 (expected: one that answers calls; R3 sends back what it gets)");
        }
        Results.checkWritable(json);
        int trips = FirstPair.trips(measured);
        List<FirstPair> pairs = new ArrayList<>();
        try {
            for (int i = 0; i < times; i++) {
                pairs.add(FirstPair.start(measured, warmup));
            }
            List<Double> afterIdle = new ArrayList<>();
            for (FirstPair pair : pairs) {
                afterIdle.add(pair.callAfter(Duration.ofSeconds(idle)) / NANOS_PER_MICRO);
            }
            List<Double> firsts = each(pairs, pair -> pair.firstNanos() / NANOS_PER_MILLI);
            List<Double> warms = each(pairs, pair -> pair.warmNanos() / NANOS_PER_MICRO);
            report(new Firsts(
                    system,
                    times,
                    trips,
                    median(firsts),
                    idle,
                    median(warms),
                    median(afterIdle),
                    afterIdle.stream().sorted().toList()));
        } finally {
            pairs.forEach(FirstPair::close);
        }
        return 0;
    }

    private void report(Firsts figures) throws IOException {
        PrintStream out = System.out;
        out.println(figures.text());
        String text = JSON.writeValueAsString(figures);
        out.println(text);
        if (json != null) {
            Files.writeString(json, text + "\n");
        }
    }

    private static List<Double> each(List<FirstPair> pairs, ToDoubleFunction<FirstPair> figure) {
        return pairs.stream().mapToDouble(figure).boxed().toList();
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    /**
     * Medians over the pairs of JVMs.
     *
     * @param roundTrips until the first answer, besides opening the socket
     * @param firstCallMillis connecting included
     * @param afterIdleMicrosEach of every pair, sorted
     */
    record Firsts(
            String system,
            int times,
            int roundTrips,
            double firstCallMillis,
            int idleSeconds,
            double warmMicros,
            double afterIdleMicros,
            List<Double> afterIdleMicrosEach) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "first call of a fresh JVM, connecting included: %.0f ms, %d round trips besides the socket's%n"
                            + "call after %d s of silence: %.0f µs (%.0f to %.0f), warm %.0f µs",
                    firstCallMillis,
                    roundTrips,
                    idleSeconds,
                    afterIdleMicros,
                    afterIdleMicrosEach.get(0),
                    afterIdleMicrosEach.get(times - 1),
                    warmMicros);
        }
    }
}
