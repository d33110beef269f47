package io.volant.rpc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.runner.RunnerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;

/** Whether what the module's README tells to type would run. */
final class ReadmeCommandsTest {
    private static final String JAR = "java -jar rpc-benchmarks/target/benchmarks.jar ";
    private static final String BENCH = "./volant bench";

    @Test
    void everyJmhCommandIsUnderstoodAndFindsABenchmark() throws Exception {
        List<String> commands = commands().stream()
                .filter(line -> line.startsWith(JAR) || line.startsWith(BENCH + " '"))
                .map(line -> line.replace(JAR, "").replace(BENCH + " ", ""))
                .filter(line -> !line.equals("-l"))
                .toList();

        assertThat(commands).hasSizeGreaterThan(2);
        for (String command : commands) {
            CommandLineOptions options = new CommandLineOptions(Jmh.withDefaults(words(command)));
            assertThat(find(options.getIncludes())).as(command).isNotEmpty();
        }
    }

    @Test
    void everyOptionOfTheRunnerIsThere() throws IOException {
        CommandLine runner = new CommandLine(new RunnerCommand());
        List<String> options = commands().stream()
                .filter(line -> line.startsWith(BENCH + " --"))
                .map(line -> words(line)[2])
                .toList();

        assertThat(options)
                .isNotEmpty()
                .allMatch(option -> runner.getCommandSpec().findOption(option) != null);
    }

    @Test
    void defaultsOfOursGiveWayToOptions() {
        assertThat(Jmh.withDefaults(new String[] {"Frame", "-foe", "false"})).containsSequence("-foe", "false");
        assertThat(Jmh.withDefaults(new String[] {"Frame", "-jvmArgsAppend", "-Xmx1g"}))
                .anyMatch(argument -> argument.startsWith("-Dvolant.machine=") && argument.endsWith(" -Xmx1g"));
        assertThat(Jmh.withDefaults(new String[] {"Frame"})).containsSequence("-foe", "true");
    }

    private static Set<BenchmarkListEntry> find(List<String> includes) {
        return BenchmarkList.defaultList()
                .find(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), includes, List.of());
    }

    /** The lines of the fenced blocks, without their comments. */
    private static List<String> commands() throws IOException {
        String[] blocks = Files.readString(Path.of("README.md")).split("```", -1);
        return IntStream.range(0, blocks.length)
                .filter(n -> n % 2 == 1)
                .mapToObj(n -> blocks[n])
                .flatMap(String::lines)
                .map(line -> line.replaceAll(" +#.*", ""))
                .filter(line -> !line.equals("sh"))
                .toList();
    }

    private static String[] words(String command) {
        return Arrays.stream(command.split(" +", -1))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
    }
}
