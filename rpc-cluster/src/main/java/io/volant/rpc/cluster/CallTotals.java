package io.volant.rpc.cluster;

/**
 * What became of the calls to a node since it was listed; calls that begin or end while it is read may be missing.
 *
 * @param good those that were answered
 * @param bad those that failed, and for which the node is to blame
 */
record CallTotals(long good, long bad) {
    CallTotals minus(CallTotals earlier) {
        return new CallTotals(Math.max(0, good - earlier.good), Math.max(0, bad - earlier.bad));
    }

    long all() {
        return good + bad;
    }
}
