package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.load.Load;
import io.volant.rpc.benchmarks.load.LoadResult;
import io.volant.rpc.benchmarks.reference.FramedPipelined;
import java.time.Duration;

/** The load of R3, which is its own client. */
public record FramedLoad(FramedPipelined framed, int inFlight) implements Load {
    @Override
    public LoadResult run(Duration time) {
        long start = System.nanoTime();
        FramedPipelined.Tally tally = framed.run(inFlight, time);
        long elapsed = System.nanoTime() - start;
        String firstError = tally.errors() == 0 ? "" : "a reply did not repeat its question";
        return LoadResult.of(tally.calls(), tally.errors(), tally.calls(), elapsed, tally.latencies(), firstError);
    }
}
