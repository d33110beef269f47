package io.volant.rpc.benchmarks.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fuzzes every target in turn. The status is 1 when an invariant broke. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Feeds random bytes, guided by coverage, to everything that reads bytes of a peer; each target in a JVM of its own with",
            "a heap of 192 MB. A target must only refuse in the declared way, read what it wrote as the same, release its buffers,",
            "and allocate no more than its input justifies.",
            ""
        })
public final class FuzzCommand implements Callable<Integer> {
    /** Where the engine stands; {@code ./volant fuzz} says it. */
    static final String ENGINE = "volant.fuzz.engine";

    @Option(names = "--minutes", paramLabel = "N", description = "For all targets together; 5 unless given.")
    private double minutes = 5;

    @Option(names = "--target", paramLabel = "NAME", split = ",", description = "Such as frames; all unless given.")
    private List<String> targets = List.of(FuzzTarget.labels().split(", ", -1));

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "What is found; rpc-benchmarks/target/fuzz unless given.")
    private Path directory = Path.of("rpc-benchmarks", "target", "fuzz");

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Only gives this input to the target, without the engine.")
    private @Nullable Path input;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<FuzzTarget> chosen = targets.stream().map(FuzzTarget::of).toList();
        return input == null ? fuzz(chosen) : repeat(chosen, input);
    }

    private int fuzz(List<FuzzTarget> chosen) throws IOException, InterruptedException {
        PrintStream out = System.out;
        if (!(minutes > 0 && minutes < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("minutes: " + minutes + " (expected: > 0, and finite)");
        }
        String engine = System.getProperty(ENGINE, "");
        if (engine.isEmpty()) {
            throw new IllegalArgumentException(
                    "engine: none (expected: -D" + ENGINE + "=CLASSPATH, as ./volant fuzz gives it)");
        }
        out.println(chosen.size() + " targets in " + minutes + " minutes; what is found: " + directory);
        out.println(FuzzResult.HEADER);
        Shares shares = new Shares(minutes, chosen.size());
        List<FuzzResult> failed = new ArrayList<>();
        for (FuzzTarget target : chosen) {
            long seconds = shares.next();
            FuzzResult result =
                    run(target, engine, Files.createDirectories(directory).toRealPath(), seconds);
            shares.took(seconds);
            out.println(result.row());
            if (result.failed()) {
                failed.add(result);
            }
        }
        failed.forEach(result -> report(result, out));
        return failed.isEmpty() ? 0 : 1;
    }

    private static FuzzResult run(FuzzTarget target, String engine, Path directory, long seconds)
            throws IOException, InterruptedException {
        try (FuzzRun run = FuzzRun.start(target, engine, directory, seconds)) {
            return run.await();
        }
    }

    private static void report(FuzzResult result, PrintStream out) {
        out.println();
        out.println(result.target().label() + ": " + result.problem());
        result.crashFile().ifPresent(file -> {
            out.println("  again:   ./volant fuzz --target " + result.target().label() + " --input " + file);
            out.println("  to keep: the line " + line(file) + " in " + Corpus.file(result.target()));
        });
    }

    private static String line(Path file) {
        try {
            return Corpus.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            return "of its bytes as hexadecimal digits";
        }
    }

    private static int repeat(List<FuzzTarget> chosen, Path input) throws IOException {
        byte[] bytes = Files.readAllBytes(input);
        for (FuzzTarget target : chosen) {
            new Frugal(target.create()).accept(bytes);
            System.out.println(target.label() + ": ok");
        }
        return 0;
    }
}
