package io.volant.rpc.benchmarks.report;

import java.util.Locale;

/** What became of a figure. */
enum Verdict {
    BETTER,
    WORSE,
    SAME;

    /** The same unless the intervals do not overlap; a figure without an interval proves nothing. */
    static Verdict of(Row before, Row after) {
        if (after.low() > before.high()) {
            return after.lowerIsBetter() ? WORSE : BETTER;
        }
        if (after.high() < before.low()) {
            return after.lowerIsBetter() ? BETTER : WORSE;
        }
        return SAME;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
