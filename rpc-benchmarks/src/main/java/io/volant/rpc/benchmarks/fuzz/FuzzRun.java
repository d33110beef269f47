package io.volant.rpc.benchmarks.fuzz;

import io.volant.rpc.benchmarks.system.JvmArgs;
import io.volant.rpc.benchmarks.system.Leash;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One target in a JVM with a small heap, for a time. {@link #close} ends the JVM; so does a signal that ends this one. */
final class FuzzRun implements AutoCloseable {
    private static final int LONGEST_INPUT = 4_096;
    private static final int HANG_SECONDS = 10;
    private static final Pattern TIME = Pattern.compile("Done \\d+ runs in (\\d+) second");
    private static final Pattern STATISTIC = Pattern.compile("stat::(\\w+): +(\\d+)");
    private static final Pattern FILE = Pattern.compile("Test unit written to (.*)");
    private static final Pattern PROBLEM = Pattern.compile("== Java Exception: (.*)|==\\d+== (ERROR: .*)");

    private final FuzzTarget target;
    private final Path log;
    private final Process process;
    private final Leash leash;

    private long executions;
    private long seconds;
    private long found;
    private @Nullable Path crash;
    private String problem = "";

    private FuzzRun(FuzzTarget target, Path log, Process process) {
        this.target = target;
        this.log = log;
        this.process = process;
        this.leash = Leash.of(process);
    }

    /**
     * Starts the JVM.
     *
     * @param engine class path of the fuzzing engine
     * @param directory keeps what is found: a directory of inputs, a log and a file per crash for each target
     */
    static FuzzRun start(FuzzTarget target, String engine, Path directory, long seconds) throws IOException {
        Path kept = directory.resolve(target.label() + "-kept");
        Path found = Files.createDirectories(directory.resolve(target.label()));
        Corpus.write(target, kept);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmArgs.withNativeAccess(List.of("-Xmx192m", "-Xss1m", "-XX:+UseSerialGC", "-Xshare:off")));
        command.add("-D" + FuzzEntry.PROPERTY + "=" + target.label());
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + engine));
        command.add(FuzzMain.class.getName());
        command.addAll(List.of(
                "--target_class=" + FuzzEntry.class.getName(),
                "--instrumentation_includes=io.volant.rpc.**",
                "--instrumentation_excludes=io.volant.rpc.benchmarks.**",
                // its hooks for sun.misc.Unsafe break Netty's queues
                "--custom_hook_includes=io.volant.rpc.**:com.esotericsoftware.**",
                "--custom_hook_excludes=io.volant.rpc.benchmarks.**",
                "--reproducer_path=" + directory, // a Java program with the input
                "-artifact_prefix=" + directory + File.separator + target.label() + "-",
                "-max_total_time=" + seconds,
                "-max_len=" + LONGEST_INPUT,
                "-timeout=" + HANG_SECONDS,
                "-print_final_stats=1",
                found.toString(),
                kept.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new FuzzRun(target, directory.resolve(target.label() + ".log"), process);
    }

    /** Waits for the end of the JVM and tells what it said. */
    FuzzResult await() throws IOException, InterruptedException {
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter to = Files.newBufferedWriter(log)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                to.write(line + "\n");
                read(line);
            }
        }
        int status = process.waitFor();
        if (status != 0 && problem.isEmpty()) {
            problem = "ended with status " + status + " (see " + log + ")";
        }
        return new FuzzResult(target, executions, seconds, found, crash, problem);
    }

    private void read(String line) {
        Matcher statistic = STATISTIC.matcher(line);
        Matcher time = TIME.matcher(line);
        Matcher file = FILE.matcher(line);
        Matcher fault = PROBLEM.matcher(line);
        if (statistic.find()) {
            long value = Long.parseLong(statistic.group(2));
            if (statistic.group(1).equals("number_of_executed_units")) {
                executions = value;
            } else if (statistic.group(1).equals("new_units_added")) {
                found = value;
            }
        } else if (time.find()) {
            seconds = Long.parseLong(time.group(1));
        } else if (file.find()) {
            crash = Path.of(file.group(1));
        } else if (fault.find() && problem.isEmpty()) {
            problem = fault.group(1) == null ? fault.group(2) : fault.group(1);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        leash.close();
    }
}
