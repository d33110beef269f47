package io.volant.rpc.cluster;

import java.time.Duration;

/**
 * The slow start of a node that has just become usable: the share of picks that it takes part in grows evenly from a tenth to all.
 * Immutable.
 *
 * @param sinceNanos when the node became usable, on its client's ticker
 * @param lengthNanos how long the slow start lasts
 */
record WarmUp(long sinceNanos, long lengthNanos) {
    static final Duration LENGTH = Duration.ofSeconds(30);
    static final WarmUp OVER = new WarmUp(0, 0);

    private static final double FIRST_SHARE = 0.1;

    double share(long now) {
        if (lengthNanos == 0) {
            return 1;
        }
        double passed = (double) (now - sinceNanos) / lengthNanos;
        return Math.min(1, FIRST_SHARE + (1 - FIRST_SHARE) * passed);
    }

    long left(long now) {
        return lengthNanos == 0 ? 0 : Math.max(0, lengthNanos - (now - sinceNanos));
    }
}
