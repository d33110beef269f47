package io.volant.rpc.cluster.discovery;

import io.volant.rpc.Alarm;
import io.volant.rpc.Ticker;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.Warnings;
import java.util.concurrent.Executor;

/**
 * The clock, the timer and the threads that discovery uses.
 *
 * @param alarm for short tasks, on an event loop
 * @param blocking for what reads and writes files, or asks a name server
 * @param warnings of what comes in floods
 */
record Surroundings(Ticker ticker, Alarm alarm, Executor blocking, Warnings warnings) {
    /**
     * Those of a runtime.
     *
     * @throws IllegalStateException if it is closed
     */
    static Surroundings of(VolantRuntime runtime) {
        Executor blocking = runtime.simulation().isPresent()
                ? runtime.executor()
                : runtime.shared(DiscoveryThreads.class, DiscoveryThreads::new);
        return new Surroundings(runtime.ticker(), Alarm.of(runtime), blocking, new Warnings(runtime.ticker()));
    }
}
