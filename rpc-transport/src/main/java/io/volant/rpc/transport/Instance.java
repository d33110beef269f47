package io.volant.rpc.transport;

import io.volant.rpc.VolantRuntime;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Which running server a peer is: a random id for as long as it listens, and an epoch that grows with
 * each of its restarts.
 */
record Instance(long idHigh, long idLow, long epoch) {
    /** A peer that did not say. */
    static final Instance UNKNOWN = new Instance(0, 0, 0);

    /** One that no other has; started later, its epoch is greater as long as the wall clock is right. */
    static Instance fresh(VolantRuntime runtime) {
        UUID id = runtime.newId();
        long millis = runtime.simulation()
                .map(simulation ->
                        TimeUnit.NANOSECONDS.toMillis(simulation.ticker().nanoTime()))
                .orElseGet(() -> Clock.systemUTC().millis());
        return new Instance(id.getMostSignificantBits(), id.getLeastSignificantBits(), millis);
    }
}
