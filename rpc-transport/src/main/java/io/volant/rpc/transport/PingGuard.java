package io.volant.rpc.transport;

import java.util.concurrent.TimeUnit;

/**
 * Counts the PINGs of a peer: with calls in flight it may ask often, otherwise once per half of the agreed interval; the third in a
 * row that comes too early is a flood. Confined to the event loop.
 */
final class PingGuard {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_TOO_EARLY = 2;
    private static final int MOST_PER_WINDOW = 100;

    private final long spacingNanos;
    private boolean any;
    private long lastIdle;
    private int tooEarly;
    private long windowStart;
    private int inWindow;

    PingGuard(int pingIntervalMillis) {
        this.spacingNanos = TimeUnit.MILLISECONDS.toNanos(pingIntervalMillis) / 2;
    }

    /** A {@link ProtocolFault} when it is one too many. */
    void onPing(long nowNanos, boolean callsInFlight) {
        if (!any || nowNanos - windowStart > WINDOW_NANOS) {
            windowStart = nowNanos;
            inWindow = 0;
        }
        if (++inWindow > MOST_PER_WINDOW) {
            throw new ProtocolFault(
                    Rule.PING_FLOOD,
                    "PING: " + inWindow + " in one second (expected: at most " + MOST_PER_WINDOW + ")");
        }
        if (!callsInFlight) {
            tooEarly = any && nowNanos - lastIdle < spacingNanos ? tooEarly + 1 : 0;
            lastIdle = nowNanos;
            if (tooEarly > MOST_TOO_EARLY) {
                throw new ProtocolFault(
                        Rule.PING_FLOOD,
                        "PING: " + tooEarly + " too early without calls in flight (expected: one per "
                                + TimeUnit.NANOSECONDS.toMillis(spacingNanos) + " ms)");
            }
        }
        any = true;
    }
}
