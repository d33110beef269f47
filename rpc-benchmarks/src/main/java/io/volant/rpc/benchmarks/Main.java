package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.chaos.ChaosCommand;
import io.volant.rpc.benchmarks.compare.CompareCommand;
import io.volant.rpc.benchmarks.conform.ConformCommand;
import io.volant.rpc.benchmarks.footprint.FootprintCommand;
import io.volant.rpc.benchmarks.fuzz.FuzzCommand;
import io.volant.rpc.benchmarks.growth.FirstCommand;
import io.volant.rpc.benchmarks.growth.GrowthCommand;
import io.volant.rpc.benchmarks.profile.ProfileCommand;
import io.volant.rpc.benchmarks.runner.GateCommand;
import io.volant.rpc.benchmarks.runner.RunnerCommand;
import io.volant.rpc.benchmarks.soak.SoakCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * {@code bench}: the runner without a word or with {@code --options}, what to do with result files, the gate, the comparison with
 * other frameworks, memory, growth, first calls, profiles, the fuzzer, the conformance checks, the soak, the faults, and JMH for all else.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.isEmpty() || first.startsWith("--")) {
            System.exit(execute(new RunnerCommand(), arguments));
        }
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (first) {
            case "diff" -> System.exit(execute(new DiffCommand(), rest));
            case "compare" -> System.exit(execute(new CompareCommand(), rest));
            case "chaos" -> System.exit(execute(new ChaosCommand(), rest));
            case "chart" -> System.exit(execute(new ChartCommand(), rest));
            case "conform" -> System.exit(execute(new ConformCommand(), rest));
            case "footprint" -> System.exit(execute(new FootprintCommand(), rest));
            case "first" -> System.exit(execute(new FirstCommand(), rest));
            case "fuzz" -> System.exit(execute(new FuzzCommand(), rest));
            case "gate" -> System.exit(execute(new GateCommand(), rest));
            case "growth" -> System.exit(execute(new GrowthCommand(), rest));
            case "profile" -> System.exit(execute(new ProfileCommand(), rest));
            case "soak" -> System.exit(execute(new SoakCommand(), rest));
            case "table" -> System.exit(execute(new TableCommand(), rest));
            default -> Jmh.main(arguments);
        }
    }

    /** The exit status: 0, 1 when something went wrong, 2 when the arguments were. */
    static int execute(Object command, String... arguments) {
        return new CommandLine(command)
                .setParameterExceptionHandler((e, given) -> {
                    complain(e.getCommandLine(), String.valueOf(e.getMessage()));
                    return 2;
                })
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    complain(
                            commandLine,
                            e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : e.toString());
                    return e instanceof IllegalArgumentException ? 2 : 1;
                })
                .execute(arguments);
    }

    private static void complain(CommandLine commandLine, String why) {
        String name = commandLine.getCommandName();
        PrintWriter err = commandLine.getErr();
        err.println(name + ": " + why);
        err.println("more: ./volant " + name + " --help");
    }
}
