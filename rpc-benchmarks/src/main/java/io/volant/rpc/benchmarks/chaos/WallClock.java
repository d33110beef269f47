package io.volant.rpc.benchmarks.chaos;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells how far the wall clock of this JVM has jumped, beside the clock that cannot be set. Confined to one thread. */
final class WallClock {
    private final LongSupplier wallMillis;
    private final LongSupplier nanos;
    private final long start;
    private long forward;
    private long back;

    WallClock() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    WallClock(LongSupplier wallMillis, LongSupplier nanos) {
        this.wallMillis = wallMillis;
        this.nanos = nanos;
        this.start = distance();
    }

    /** How many seconds it is now ahead of where it would be, had nobody set it since this was made. */
    long aheadSeconds() {
        long ahead = Math.round((distance() - start) / 1e3);
        forward = Math.max(forward, ahead);
        back = Math.min(back, ahead);
        return ahead;
    }

    /** From the furthest that was seen forward to the furthest that was seen back. */
    long jumpedSeconds() {
        return forward - back;
    }

    private long distance() {
        return wallMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }
}
