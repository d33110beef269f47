package io.volant.rpc.benchmarks.soak;

/**
 * What became of the calls of good clients, and what was wrong about the answers that others got.
 *
 * @param calls that were answered, right or wrong
 * @param refused large calls for which the server had no room, and which were then tried again
 * @param errors calls that failed
 * @param wrong answers that were not the right ones
 * @param lost calls that never ended, or were not executed
 * @param first what went wrong first; empty when nothing did
 */
record Answers(long calls, long refused, long errors, long wrong, long lost, String first) {
    static Answers none() {
        return new Answers(0, 0, 0, 0, 0, "");
    }

    Answers plus(Answers other) {
        return new Answers(
                calls + other.calls,
                refused + other.refused,
                errors + other.errors,
                wrong + other.wrong,
                lost + other.lost,
                first.isEmpty() ? other.first : first);
    }
}
