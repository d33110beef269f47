package io.volant.rpc.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How often threads were switched since they started, as the kernel counts it, wanted and unwanted. */
final class ContextSwitches {
    private ContextSwitches() {}

    /** Of all living threads of some processes; empty where there is no {@code /proc}. */
    static Optional<Long> of(List<Long> pids) {
        long switches = 0;
        for (long pid : pids) {
            Path threads = Path.of("/proc", String.valueOf(pid), "task");
            if (!Files.isDirectory(threads)) {
                return Optional.empty();
            }
            try (Stream<Path> each = Files.list(threads)) {
                switches +=
                        each.mapToLong(thread -> read(thread.resolve("status"))).sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.of(switches);
    }

    static long parse(String status) {
        return status.lines()
                .filter(line -> line.contains("voluntary_ctxt_switches:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }

    private static long read(Path status) {
        try {
            return parse(Files.readString(status));
        } catch (IOException e) {
            return 0; // the thread has just ended
        }
    }
}
