package io.volant.rpc.benchmarks.profile;

import io.volant.rpc.benchmarks.compare.Contestant;
import io.volant.rpc.benchmarks.compare.Contestants;
import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.runner.Placement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records both JVMs of a row under load and tells which stage of a call took how much of them. */
@Command(
        name = "bench profile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Where the time and the memory of a call go: the flight recorder's stacks and allocations of both JVMs, by the stage of"
                    + " a call, and what the kernel counts of their threads. Linux only.",
            ""
        })
public final class ProfileCommand implements Callable<Integer> {
    private static final String ECHO = "echo1MB";
    private static final String ECHO_LOAD = "e4.existUser";
    private static final double MILLIS_PER_SECOND = 1_000;

    @Parameters(
            paramLabel = "CASE",
            arity = "1..*",
            description = "Such as a2048.existUser, s32.listUser or echo1MB: a letter, a number and a method.")
    private List<String> cases = List.of();

    @Option(
            names = "--systems",
            paramLabel = "SYSTEM",
            split = ",",
            description = "Rows of the comparison, such as volantPool; others than Volant's own, such as rsocket, are"
                    + " downloaded and built first (default: ${DEFAULT-VALUE}).")
    private List<String> systems = List.of("volant", "R2");

    @Option(
            names = "--before",
            paramLabel = "JAR",
            description = "Another build's benchmarks.jar: one column more for volant.")
    private @Nullable Path before;

    @Option(names = "--seconds", paramLabel = "S", description = "How long it records (default: ${DEFAULT-VALUE}).")
    private double seconds = 8;

    @Option(names = "--warmup", paramLabel = "S", description = "Before that (default: ${DEFAULT-VALUE}).")
    private double warmup = 5;

    @Option(names = "--pinned", description = "Holds all JVMs on processor 0 (with taskset).")
    private boolean pinned;

    @Option(names = "--objects", description = "Also which classes the bytes are, by the stage that makes them.")
    private boolean objects;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = System.out;
        List<LoadSpec> loads = cases.stream().map(ProfileCommand::load).toList();
        for (int i = 0; i < loads.size(); i++) {
            Contestants.check(systems, loads.get(i), cases.get(i));
        }
        List<ProfiledPair.Row> rows = rows(out);
        out.println("processors  " + placement().label());
        Path directory = Files.createTempDirectory("volant-profile");
        try {
            for (int i = 0; i < loads.size(); i++) {
                List<Profile> profiles = new ArrayList<>();
                for (ProfiledPair.Row row : rows) {
                    profiles.add(profile(row, loads.get(i), directory));
                }
                print(cases.get(i), profiles, out);
            }
        } finally {
            delete(directory);
        }
        return 0;
    }

    private List<ProfiledPair.Row> rows(PrintStream out) throws IOException, InterruptedException {
        List<ProfiledPair.Row> rows = new ArrayList<>();
        if (before != null) {
            Contestant volant = Contestants.labelled(List.of("volant"), out).get(0);
            rows.add(new ProfiledPair.Row("before", volant.withClassPath(before.toString())));
        }
        Contestants.labelled(systems, out).forEach(row -> rows.add(new ProfiledPair.Row(row.label(), row)));
        return rows;
    }

    private Placement placement() {
        return pinned ? Placement.ONE_CORE : Placement.ALL_CORES;
    }

    private Profile profile(ProfiledPair.Row row, LoadSpec load, Path directory)
            throws IOException, InterruptedException {
        try (ProfiledPair pair = ProfiledPair.start(row, placement())) {
            return pair.profile(load, duration(warmup), duration(seconds), directory);
        }
    }

    private void print(String which, List<Profile> profiles, PrintStream out) {
        out.println(ProfileText.stages(which, profiles));
        profiles.forEach(profile -> out.println(profile.name() + ": " + profile.calls() + " calls, "
                + profile.samples().stacks() + " stacks"));
        out.println();
        if (objects) {
            profiles.forEach(profile -> out.println(ProfileText.objects(profile)));
        }
    }

    private static LoadSpec load(String which) {
        return LoadSpec.parse(which.equals(ECHO) ? ECHO_LOAD : which);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * MILLIS_PER_SECOND));
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
