package io.volant.rpc.cluster.discovery;

import com.sun.management.OperatingSystemMXBean;
import io.volant.rpc.ServerStats;
import io.volant.rpc.WorkerStats;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The weight of a server by what it has left: {@link Instance#WEIGHT} for each processor, times the share that is free. Busy is the
 * processor time of the process or its workers, whichever is more. Confined to whoever asks.
 *
 * <p>Each time it is asked it goes a tenth of the way to what it finds: clients answer a lower weight with fewer calls, and with less
 * smoothing a server near its limit would swing between full and empty.
 */
final class AutoWeight implements IntSupplier {
    private static final double SMOOTHING = 0.1;

    private final int processors;
    private final DoubleSupplier busy;
    private double smoothed;

    /** @param busy the share of the server that is at work now, 0 to 1 */
    AutoWeight(int processors, DoubleSupplier busy) {
        this.processors = processors;
        this.busy = busy;
        this.smoothed = busy();
    }

    /** Of a server in this process. */
    static AutoWeight of(Supplier<ServerStats> stats) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new AutoWeight(processors, () -> Math.max(busyWorkers(stats.get()), processLoad()));
    }

    @Override
    public int getAsInt() {
        smoothed += (busy() - smoothed) * SMOOTHING;
        return Math.max(1, (int) Math.round(processors * Instance.WEIGHT * (1 - smoothed)));
    }

    private double busy() {
        double share = busy.getAsDouble();
        return share >= 0 ? Math.min(1, share) : 0; // a JVM that cannot tell says less than 0, or that it is no number
    }

    static double busyWorkers(ServerStats stats) {
        int workers = stats.workers().stream().mapToInt(WorkerStats::workers).sum();
        int active = stats.workers().stream().mapToInt(WorkerStats::active).sum();
        return workers == 0 ? 0 : (double) active / workers;
    }

    private static double processLoad() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuLoad()
                : 0;
    }
}
