package io.volant.rpc.examples.balance;

import java.util.Map;

/**
 * What came of a run of calls by one algorithm. Immutable.
 *
 * @param calls by server, as the servers' own replies tell
 * @param names how many servers answered the calls for one name, at most
 * @param p50Millis the time that half of the calls took at most
 */
record Shares(Map<String, Long> calls, int names, double perSecond, double p50Millis, double p99Millis, long errors) {
    Shares {
        calls = Map.copyOf(calls);
    }

    long total() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How far from an expected share one may be that was left to chance, in percent: five standard deviations. */
    double chance(double expected) {
        double share = expected / 100;
        return 500 * Math.sqrt(share * (1 - share) / Math.max(1, total()));
    }

    /** In percent. */
    double of(String server) {
        return total() == 0 ? 0 : 100.0 * calls.getOrDefault(server, 0L) / total();
    }
}
