package io.volant.rpc.benchmarks.chaos;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one trial came to.
 *
 * @param calls that were made
 * @param lost calls with neither answer nor error 100 ms after their deadline, or with an answer that nobody gave
 * @param wrong answers that are not those of their questions, and calls that were executed though their caller was told otherwise
 * @param repeated writes that were executed more than once
 * @param errors that callers saw, but for those of {@code unknown}
 * @param unknown writes whose outcome nobody can know, as their callers were told
 * @param late executions that began after the deadline of their caller
 * @param recoveryMillis from the fault until less than 0.1 % of the calls of 5 s, or of the rest, ended in an error
 * @param amplification attempts per call
 * @param p99Micros of the answers, from the time at which their calls were due
 * @param slowestMillis that any call took to end, without the longest time for which the client stood still
 * @param share of the answers that came from the server which the fault met, in percent, in the last third of the trial
 * @param newcomerMillis from when it could be known until the first answer of a server that was not there in the beginning; infinite
 *     where there was none
 * @param peak what a peak of the load came to
 */
record Figures(
        int calls,
        int lost,
        int wrong,
        int repeated,
        int errors,
        int unknown,
        int late,
        double recoveryMillis,
        double amplification,
        long p99Micros,
        double slowestMillis,
        double share,
        double newcomerMillis,
        Peak peak) {
    /** Calls that did not get an answer. */
    int failed() {
        return lost + errors + unknown;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("calls", calls);
        map.put("lost", lost);
        map.put("wrong", wrong);
        map.put("repeated", repeated);
        map.put("errors", errors);
        map.put("unknown", unknown);
        map.put("late", late);
        map.put("recoveryMillis", recoveryMillis);
        map.put("amplification", amplification);
        map.put("p99Micros", p99Micros);
        map.put("slowestMillis", slowestMillis);
        map.put("sharePercent", share);
        if (!Double.isInfinite(newcomerMillis)) {
            map.put("newcomerMillis", newcomerMillis);
        }
        map.putAll(peak.toMap());
        return map;
    }
}
