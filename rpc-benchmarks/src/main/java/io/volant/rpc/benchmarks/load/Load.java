package io.volant.rpc.benchmarks.load;

import java.time.Duration;

/** Asks the question of one case over and over; runs once. Confined to one thread, which it blocks. */
public interface Load {
    LoadResult run(Duration time) throws InterruptedException;
}
