package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.report.Chart;
import io.volant.rpc.benchmarks.report.Results;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Draws a result file. */
@Command(
        name = "bench chart",
        mixinStandardHelpOptions = true,
        description =
                "Draws a result file of the runner or of JMH as SVG on standard output: bars with error whiskers.")
final class ChartCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What bench --json or JMH's -rf json wrote.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        System.out.print(Chart.of(Results.read(file)));
        return 0;
    }
}
