package io.volant.rpc.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The times at which an open loop calls: evenly spaced from its start on. Safe from any thread. */
record Schedule(long startNanos, double nanosPerCall, long calls) {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SHORTEST_SLEEP_NANOS = TimeUnit.MICROSECONDS.toNanos(60); // what a sleep takes at least

    static Schedule starting(int callsPerSecond, long lengthNanos) {
        double nanosPerCall = NANOS_PER_SECOND / callsPerSecond;
        return new Schedule(
                System.nanoTime() + LEAD_NANOS, nanosPerCall, Math.max(1, (long) (lengthNanos / nanosPerCall)));
    }

    long timeOf(long call) {
        return startNanos + (long) (call * nanosPerCall);
    }

    /** Waits until a call is due, which it is at once when it is late. Sleeps, so that a pinned system keeps its processor. */
    static void await(long time) {
        long left;
        while ((left = time - System.nanoTime()) > 0) {
            LockSupport.parkNanos(Math.max(left, SHORTEST_SLEEP_NANOS));
        }
    }
}
