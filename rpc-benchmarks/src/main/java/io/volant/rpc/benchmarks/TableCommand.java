package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.report.CompareSummary;
import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.report.RunnerFile;
import io.volant.rpc.benchmarks.report.Summary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the tables of a file of the runner. */
@Command(
        name = "bench table",
        mixinStandardHelpOptions = true,
        description = "Prints the tables of a file that bench --json wrote, as Markdown.")
final class TableCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What bench --json wrote.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        RunnerFile read = Results.runnerFile(file);
        System.out.print(read.isComparison() ? CompareSummary.of(read) : Summary.of(read));
        return 0;
    }
}
