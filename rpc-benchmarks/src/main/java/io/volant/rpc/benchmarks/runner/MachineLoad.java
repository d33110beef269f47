package io.volant.rpc.benchmarks.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long the processors of this machine have been busy since it started, time stolen by its host included.
 *
 * @param busyNanos summed over the processors
 */
public record MachineLoad(long busyNanos) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final long NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(10); // the kernel shows 100 ticks a second
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8}; // user, nice, system, irq, softirq, steal

    /** Empty where there is no {@code /proc/stat}. */
    public static Optional<MachineLoad> now() {
        if (!Files.isReadable(STAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(STAT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MachineLoad parse(String stat) {
        String[] columns = stat.lines().findFirst().orElse("").split(" +", -1);
        long ticks = 0;
        for (int column : BUSY) {
            ticks += Long.parseLong(columns[column]);
        }
        return new MachineLoad(ticks * NANOS_PER_TICK);
    }

    /** Processors kept busy since {@code earlier} by anything but those who used {@code ownCpuNanos}. */
    public double otherCores(MachineLoad earlier, long ownCpuNanos, long elapsedNanos) {
        return Math.max(0, (double) (busyNanos - earlier.busyNanos - ownCpuNanos) / elapsedNanos);
    }
}
