package io.volant.rpc.examples.demo;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost in CPU time of client and servers, measured from {@link #begin} to {@link #end}: a server that has ended takes its part
 * with it. The two are called by one thread after the other.
 */
final class Cost {
    private final Fleet fleet;
    private volatile @Nullable Duration before;
    private volatile @Nullable Duration perCall;

    Cost(Fleet fleet) {
        this.fleet = fleet;
    }

    void begin() {
        before = cpu().orElse(null);
    }

    /** @param meter has counted the calls since the beginning */
    void end(Meter meter) {
        long calls = meter.callsNow();
        Duration since = before;
        if (calls > 0 && since != null) {
            perCall = cpu().map(now -> now.minus(since).dividedBy(calls)).orElse(null);
        }
    }

    /** Empty when a server had ended before. */
    Optional<Duration> perCall() {
        return Optional.ofNullable(perCall);
    }

    private Optional<Duration> cpu() {
        Optional<Duration> own = ProcessHandle.current().info().totalCpuDuration();
        return fleet.cpu().flatMap(its -> own.map(its::plus));
    }
}
