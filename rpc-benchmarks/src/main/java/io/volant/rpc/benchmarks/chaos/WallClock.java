package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.Ticker;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Tells how far the wall clock of this JVM has jumped, beside the clock that cannot be set. Confined to one thread. */
final class WallClock {
    private final InstantSource wall;
    private final Ticker ticker;
    private final long start;
    private long forward;
    private long back;

    WallClock() {
        this(InstantSource.system(), Ticker.system());
    }

    /** @param wall the one that is watched */
    WallClock(InstantSource wall, Ticker ticker) {
        this.wall = wall;
        this.ticker = ticker;
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
        return wall.millis() - TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime());
    }
}
