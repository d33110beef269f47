package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.report.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Measures how costs grow with what there is of a kind. */
@Command(
        name = "bench growth",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "CPU time and memory of both JVMs per connection, call in flight, call of a size, and call to one of many services, by"
                    + " decades, and the exponent between them; prints JSON, too.",
            ""
        })
public final class GrowthCommand implements Callable<Integer> {
    private static final int CALLS = 20_000;
    private static final int QUICK_CALLS = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--quick", description = "Two to four decades instead of all, and a twentieth of the calls.")
    private boolean quick;

    @Option(names = "--connections", paramLabel = "N", description = "At most (default: ${DEFAULT-VALUE}).")
    private int connections = 1_000;

    @Option(names = "--json", paramLabel = "FILE", description = "Records the figures.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (connections < 1) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: > 0)");
        }
        PrintStream out = System.out;
        Results.checkWritable(json);
        int services = quick ? 10 : 1_000;
        Path directory = Files.createTempDirectory("volant-services");
        List<Series> all = new ArrayList<>();
        try {
            ManyServices.compile(directory, services);
            try (GrowthRun run = GrowthRun.start(directory, services, quick ? QUICK_CALLS : CALLS)) {
                all.addAll(run.connections(quick ? 100 : connections));
                all.addAll(run.inFlight(quick ? 1_000 : 100_000));
                all.add(run.messages(quick ? 10_000 : 16_000_000));
                all.add(run.services(services));
            }
        } finally {
            delete(directory);
        }
        all.forEach(series -> print(series, out));
        String text = JSON.writeValueAsString(all);
        out.println(text);
        if (json != null) {
            Files.writeString(json, text + "\n");
        }
        return 0;
    }

    private static void print(Series series, PrintStream out) {
        TextTable table = new TextTable(List.of(series.what(), series.unit(), "exponent"));
        for (int i = 0; i < series.points().size(); i++) {
            Series.Point point = series.points().get(i);
            table.add(List.of(
                    String.format(Locale.ROOT, "%,d", point.count()),
                    String.format(Locale.ROOT, point.perItem() < 10 ? "%.4f" : "%,.0f", point.perItem()),
                    i == 0
                            ? "–"
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    Series.slope(series.points().get(i - 1), point))));
        }
        out.println(table);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
