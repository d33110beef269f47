package io.volant.rpc.benchmarks.profile;

/**
 * Where the time and the memory of the calls of a run went, on both sides together.
 *
 * @param name of the column
 * @param times of both JVMs
 */
record Profile(String name, long calls, ThreadTimes times, long allocatedBytes, Samples samples) {
    private static final double NANOS_PER_MICRO = 1_000;

    /** Microseconds of a call that a stage takes outside the kernel: its share of the stacks, of the time of threads that run Java. */
    double micros(Stage stage) {
        return samples.time(stage) * perCall(times.userNanos());
    }

    double kernelMicros() {
        return perCall(times.kernelNanos());
    }

    double collectorMicros() {
        return perCall(times.collectorNanos());
    }

    double compilerMicros() {
        return perCall(times.compilerNanos());
    }

    double allMicros() {
        return perCall(times.userNanos() + times.kernelNanos() + times.collectorNanos() + times.compilerNanos());
    }

    double bytes(Stage stage) {
        return samples.memory(stage) * allBytes();
    }

    double allBytes() {
        return allocatedBytes / (double) Math.max(1, calls);
    }

    private double perCall(long nanos) {
        return nanos / NANOS_PER_MICRO / Math.max(1, calls);
    }
}
