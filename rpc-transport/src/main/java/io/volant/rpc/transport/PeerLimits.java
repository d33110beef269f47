package io.volant.rpc.transport;

import io.volant.rpc.WireLimits;
import java.time.Duration;

/**
 * What one side of a connection accepts, as its hello says; the other side keeps to it.
 *
 * @param largestFrame the largest value of a frame's length field
 * @param fragment bodies longer than this travel in several frames, each with at most this much of it
 * @param largestMessage most bytes of a body, as sent and before compression
 * @param metadata most bytes of one metadata element
 * @param callsInFlight most calls that have not been answered
 * @param pingIntervalMillis least time between two pings of an idle connection
 * @param deadlineCapMillis the longest deadline that a call may carry
 */
record PeerLimits(
        int largestFrame,
        int fragment,
        int largestMessage,
        int metadata,
        int callsInFlight,
        int pingIntervalMillis,
        int deadlineCapMillis) {

    /** Frames up to this length are accepted by every receiver, known or not. */
    static final int LEAST_FRAME = 2 * 1024;

    static final int LEAST_FRAGMENT = 1024;
    static final int MOST_BYTES = 256 * 1024 * 1024;
    static final int LEAST_PING_INTERVAL_MILLIS = 100;
    static final int MOST_PING_INTERVAL_MILLIS = 3_600_000;
    static final int MOST_DEADLINE_MILLIS = 86_400_000;

    /** What a hello without these entries stands for. */
    static final PeerLimits DEFAULT = of(WireLimits.defaults(), Duration.ofSeconds(10), Duration.ofSeconds(60));

    PeerLimits {
        check("largest frame", largestFrame, LEAST_FRAME, MOST_BYTES);
        check("fragment", fragment, LEAST_FRAGMENT, largestFrame / 2);
        check("largest message", largestMessage, 1, MOST_BYTES);
        check("metadata", metadata, 1, fragment);
        check("calls in flight", callsInFlight, 1, CallId.MAX_SLOTS);
        check("ping interval ms", pingIntervalMillis, LEAST_PING_INTERVAL_MILLIS, MOST_PING_INTERVAL_MILLIS);
        check("deadline cap ms", deadlineCapMillis, 1, MOST_DEADLINE_MILLIS);
    }

    /** What the user of one side configured; times are brought into the range of the wire. */
    static PeerLimits of(WireLimits limits, Duration pingInterval, Duration deadlineCap) {
        return new PeerLimits(
                limits.maxFrame(),
                limits.fragment(),
                limits.maxMessage(),
                limits.maxMetadata(),
                limits.maxInFlight(),
                millis(pingInterval, LEAST_PING_INTERVAL_MILLIS, MOST_PING_INTERVAL_MILLIS),
                millis(deadlineCap, 1, MOST_DEADLINE_MILLIS));
    }

    PeerLimits withPingIntervalMillis(int millis) {
        return new PeerLimits(
                largestFrame, fragment, largestMessage, metadata, callsInFlight, millis, deadlineCapMillis);
    }

    private static int millis(Duration time, int least, int most) {
        return time.compareTo(Duration.ofMillis(most)) > 0 ? most : Math.max(least, (int) time.toMillis());
    }

    private static void check(String limit, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(limit + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }
}
