package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.benchmarks.runner.MachineLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * What a trial has used of the machine's processors so far, beside all that was used.
 *
 * @param ownNanos of this JVM, of those that it has started, and of those among them that have ended
 */
record OwnLoad(MachineLoad machine, long ownNanos, long atNanos) {
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final long NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(10); // the kernel shows 100 ticks a second

    static OwnLoad now(Collection<ProcessHandle> running) {
        long own = 0;
        for (ProcessHandle process : running) {
            own += process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        }
        try {
            return new OwnLoad(
                    MachineLoad.now().orElseThrow(), own + ownNanos(Files.readString(STAT)), System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process has used, and its children that have ended, by the line that the kernel shows of it. */
    static long ownNanos(String stat) {
        // the name, in parentheses, may have spaces; user, system and those of children are the 14th to the 17th of all
        String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int column = 11; column <= 14; column++) {
            ticks += Long.parseLong(behindName[column]);
        }
        return ticks * NANOS_PER_TICK;
    }

    /** Processors that everything else kept busy since then, time stolen by the host included. */
    double otherCores(OwnLoad earlier) {
        return machine.otherCores(earlier.machine, ownNanos - earlier.ownNanos, atNanos - earlier.atNanos);
    }
}
