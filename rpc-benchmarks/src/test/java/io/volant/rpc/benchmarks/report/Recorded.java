package io.volant.rpc.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Files and figures for tests. */
final class Recorded {
    private Recorded() {}

    /** A file beside this class. */
    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(Recorded.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Environment environment() {
        return new Environment(
                "2026-11-01T12:00:00Z",
                "0.1.0",
                "17.0.15",
                "OpenJDK 64-Bit Server VM 17.0.15+6",
                "Linux 6.1 amd64",
                "Example Processor",
                2,
                24_000,
                "epoll",
                List.of("-Xms256m", "-Xmx256m"),
                16_384,
                2,
                1.0,
                1.5);
    }

    /** Two rounds of one case of two systems. */
    static RunnerFile file() {
        List<CaseResult> cases = new ArrayList<>();
        cases.add(result("volant", 1, 80_000, 10.5));
        cases.add(result("R2", 1, 100_000, 8.25));
        cases.add(result("R2", 2, 110_000, 8));
        cases.add(result("volant", 2, 99_000, 10));
        return new RunnerFile(environment(), cases);
    }

    static CaseResult result(String system, int round, double opsPerSecond, double cpuMicros) {
        return new CaseResult(
                "s32.existUser",
                system,
                round,
                opsPerSecond,
                150.5,
                900,
                2_500.125,
                cpuMicros,
                1_024,
                0,
                (long) opsPerSecond,
                0.25,
                false);
    }
}
