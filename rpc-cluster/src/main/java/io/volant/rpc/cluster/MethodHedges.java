package io.volant.rpc.cluster;

import io.volant.rpc.Alarm;
import io.volant.rpc.Hedge;
import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The calls of one method that go to other servers as well where they are not answered in time. Thread-safe. */
final class MethodHedges implements Invoker {
    private static final long SHORTEST_NANOS = Duration.ofMillis(1).toNanos(); // of what was measured
    private static final long LONGEST_NANOS = Duration.ofDays(1).toNanos();

    private final MethodRetries retries;
    private final Hedge hedge;
    private final RecentTimes times;

    MethodHedges(MethodRetries retries, Hedge hedge, RecentTimes times) {
        this.retries = retries;
        this.hedge = hedge;
        this.times = times;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        if (request.options().failFast()) { // made once
            return retries.invoke(request);
        }
        retries.budget().onCall();
        HedgedCall call = new HedgedCall(this, request);
        call.start();
        return call;
    }

    MethodRetries retries() {
        return retries;
    }

    Alarm alarm() {
        return retries.retries().alarm();
    }

    int most() {
        return hedge.most();
    }

    /** How many attempts a call may make without hedges. */
    int attempts() {
        return retries.retries().policy().attempts();
    }

    /** How long a call is waited for; {@link RecentTimes#UNKNOWN} where that is not known. */
    long delayNanos(long now) {
        if (hedge.percentile().isEmpty()) {
            Duration delay = hedge.delay();
            return delay.toDays() >= 1 ? LONGEST_NANOS : delay.toNanos();
        }
        long measured = times.percentileNanos(now);
        return measured == RecentTimes.UNKNOWN ? measured : Math.max(SHORTEST_NANOS, measured);
    }

    /**
     * A call that began then was answered. Where another server than the first answered, the first would have taken longer still,
     * which is all that a percentile has to know.
     */
    void onAnswer(long startNanos, Ticker ticker) {
        if (hedge.percentile().isPresent()) {
            long now = ticker.nanoTime();
            times.add(now - startNanos, now);
        }
    }

    /** Whether a call may go to another server as well, which is then paid for. */
    boolean mayAdd(Request request, Tried tried) {
        return retries.retries().another(request, tried) && retries.budget().tryTakeHedge();
    }
}
