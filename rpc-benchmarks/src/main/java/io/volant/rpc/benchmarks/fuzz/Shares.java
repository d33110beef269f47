package io.volant.rpc.benchmarks.fuzz;

/** Shares a time out among targets, the start of their JVMs included. */
final class Shares {
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LEAST_SECONDS = 2;

    private final long end;
    private int left;
    private long begun;
    private double startSeconds = 4; // until it has been measured

    Shares(double minutes, int targets) {
        this.end = System.nanoTime() + Math.round(minutes * NANOS_PER_MINUTE);
        this.left = targets;
    }

    /** How long the next target is to run once its JVM has started. */
    long next() {
        begun = System.nanoTime();
        double share = (end - begun) / NANOS_PER_SECOND / left--;
        return Math.max(LEAST_SECONDS, Math.round(share - startSeconds));
    }

    /** The target that {@link #next} was asked for has ended. */
    void took(long seconds) {
        startSeconds = Math.max(0, (System.nanoTime() - begun) / NANOS_PER_SECOND - seconds);
    }
}
