package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.report.Diff;
import io.volant.rpc.benchmarks.report.Results;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two result files. */
@Command(
        name = "bench diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two result files of the runner, or two of JMH: before, after, ratio, verdict.",
            "The verdict is \"same\" unless the intervals do not overlap: least to greatest round of the runner's,",
            "99.9 % of JMH's."
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "The file recorded before.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "The file recorded after.")
    private Path after = Path.of("");

    @Option(names = "--force", description = "Compares figures of different machines, JDKs and settings too.")
    private boolean force;

    @Override
    public Integer call() {
        System.out.print(Diff.of(Results.read(before), Results.read(after), force));
        return 0;
    }
}
