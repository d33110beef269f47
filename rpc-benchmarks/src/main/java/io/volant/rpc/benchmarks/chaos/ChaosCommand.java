package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code chaos}: every fault that a cluster must bear. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A registry, three servers and a client in JVMs of their own, 600 calls a second",
            "whether answers come or not, and one fault after the other. Servers and client",
            "write down each call in files that survive their death, which are joined in the",
            "end. Each fault is tried a second time with its protection off: where that does",
            "no damage, nothing was tested, and the run fails.",
            "",
            "A fault that misses its bounds while other processes take half a processor, or",
            "the calls are made 50 ms late, is tried three times, and then told as disturbed,",
            "which is no success. What needs network namespaces or libfaketime is skipped",
            "where these are missing, and says what to install.",
            "",
            "calls     at least 20,000 for each fault, 3,000 with --quick",
            "lost      neither an answer nor an error 100 ms after the deadline of 1 s",
            "wrong     another answer than the right one, or executed though denied",
            "repeated  writes (every fifth call) that were executed more than once",
            "errors    that callers saw, without those in the next column",
            "unknown   writes of which nobody can know whether they ran, as callers were told",
            "recovery  from the fault until less than a thousandth of the calls of 5 s fail",
            "amplif.   attempts per call",
            "p99       of the answers, from the time at which their calls were due",
            "control   calls without an answer / wrong / repeated without protection",
            "",
            "The last line is \"chaos: OK faults=N broken=0 calls=N lost=0 wrong=0 repeated=0\" or",
            "\"chaos: FAILED ...\". Exit status: 0; 1 when a bound was missed or a fault did",
            "nothing; 2 when the arguments are wrong.",
            ""
        })
public final class ChaosCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "All faults in some minutes, with fewer calls.")
    private boolean quick;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            split = ",",
            description = "Only these; \"list\" tells which there are.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats which server is met and how dice fall; random, and printed, unless given.")
    private @Nullable Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (names.equals(List.of("list"))) {
            all(Plan.full(0)).forEach(fault -> out.printf("%-14s %s%n", fault.name(), fault.what()));
            return 0;
        }
        Results.checkWritable(json);
        long dice = seed == null ? new Random().nextInt(1_000_000) : seed;
        Plan plan = quick ? Plan.quick(dice) : Plan.full(dice);
        List<Fault> faults = chosen(plan);
        ChaosTable table = new ChaosTable(out);
        table.head(faults.size(), plan);
        List<Tried> tried = new ArrayList<>();
        int broken = 0;
        Map<Need, Optional<String>> missing = new EnumMap<>(Need.class);
        for (Fault fault : faults) {
            Optional<String> why = missing.computeIfAbsent(fault.rig().need(), Need::missing);
            if (why.isPresent()) {
                table.skipped(fault, why.get());
                continue;
            }
            try {
                Tried one = new Trial(fault, plan).run();
                tried.add(one);
                table.row(one);
            } catch (IllegalStateException e) { // a JVM did not start, or has ended: that of one fault
                table.broken(fault, String.valueOf(e.getMessage()));
                broken++;
            }
        }
        table.end(tried, broken);
        if (json != null) {
            Files.writeString(
                    json,
                    JSON.writeValueAsString(Map.of(
                                    "faults", tried.stream().map(Tried::toMap).toList()))
                            + "\n");
        }
        return broken == 0 && tried.stream().allMatch(one -> one.failures().isEmpty()) ? 0 : 1;
    }

    private static List<Fault> all(Plan plan) {
        return Stream.of(
                        ServerFaults.all(plan),
                        LineFaults.all(),
                        NetFaults.all(),
                        RegistryFaults.all(plan),
                        LoadFaults.all(plan),
                        ClockFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    private List<Fault> chosen(Plan plan) {
        List<String> known = all(plan).stream().map(Fault::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "--fault: " + name + " (expected: of " + String.join(", ", known) + ")");
            }
        }
        return all(plan).stream()
                .filter(fault -> names.isEmpty() || names.contains(fault.name()))
                .toList();
    }
}
