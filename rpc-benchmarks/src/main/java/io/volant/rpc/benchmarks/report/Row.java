package io.volant.rpc.benchmarks.report;

import java.util.Map;

/**
 * One figure of a result file, whichever program wrote it.
 *
 * @param group figures that belong in one picture, such as {@code s32.existUser}
 * @param label which of the group, such as {@code volant}
 * @param low the lower end of what the figure may be: the least of all rounds, or of JMH's 99.9 % interval; NaN when it was
 *     measured once
 * @param circumstances what must be equal for two figures to be compared
 */
public record Row(
        String group,
        String label,
        String unit,
        boolean lowerIsBetter,
        double score,
        double low,
        double high,
        Map<String, String> circumstances) {
    public Row {
        circumstances = Map.copyOf(circumstances);
    }

    /** What makes the figure the same one in two files. */
    public String key() {
        return label.isEmpty() ? group + ", " + unit : group + " " + label + ", " + unit;
    }

    boolean hasInterval() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }
}
