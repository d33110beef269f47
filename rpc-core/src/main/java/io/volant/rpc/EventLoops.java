package io.volant.rpc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the event loops of a runtime are made.
 *
 * @param count how many there are
 * @param callsToDrive from its so many-th blocking call in a row a caller drives the one loop; 0 when callers never do
 * @param spin how long one looks for what comes next before it sleeps, at most
 */
record EventLoops(int count, int callsToDrive, Duration spin) {
    static final Duration SPIN = Duration.ofNanos(50_000);

    /** As they were asked for; 0 loops and no time are for what suits them. */
    static EventLoops of(int count, int callsToDrive, @Nullable Duration spin) {
        int suiting = callsToDrive > 0 ? 1 : Runtime.getRuntime().availableProcessors();
        return new EventLoops(count > 0 ? count : suiting, callsToDrive, spin != null ? spin : SPIN);
    }
}
