package io.volant.rpc.benchmarks.fuzz;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a target.
 *
 * @param executions inputs that the target was given
 * @param seconds without the start of the JVM
 * @param found new corpus entries: inputs that led to code that none did before
 * @param crash the input that broke an invariant; null when none did
 * @param problem the first line of what went wrong; empty when nothing did
 */
record FuzzResult(
        FuzzTarget target,
        long executions,
        long seconds,
        long found,
        @Nullable Path crash,
        String problem) {
    static final String HEADER =
            String.format("%-14s %12s %10s %8s  %s", "target", "executions", "per second", "new", "result");

    boolean failed() {
        return !problem.isEmpty();
    }

    Optional<Path> crashFile() {
        return Optional.ofNullable(crash);
    }

    /** One line of the table that {@link #HEADER} begins. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%-14s %12d %10d %8d  %s",
                target.label(),
                executions,
                executions / Math.max(seconds, 1),
                found,
                failed() ? "FAILED  " + problem : "ok");
    }
}
