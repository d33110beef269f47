package io.volant.rpc.benchmarks.load;

import org.HdrHistogram.AbstractHistogram;

/**
 * What a load came to.
 *
 * @param calls that were answered, rightly or wrongly, or failed
 * @param errors failed or wrongly answered calls
 * @param checked answers that were compared with the right one
 * @param firstError of the first of the errors; empty without any
 */
public record LoadResult(
        long calls,
        long errors,
        long checked,
        long elapsedNanos,
        long p50Nanos,
        long p99Nanos,
        long p999Nanos,
        String firstError) {
    private static final int NUMBERS = 7;

    public static LoadResult of(
            long calls, long errors, long checked, long elapsedNanos, AbstractHistogram latencies, String firstError) {
        return new LoadResult(
                calls,
                errors,
                checked,
                elapsedNanos,
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9),
                firstError);
    }

    /** Of a load that broke off: no calls, and one error. */
    static LoadResult failed(String error) {
        return new LoadResult(0, 1, 0, 1, 0, 0, 0, error);
    }

    /** The same with one error more. */
    LoadResult withError(String error) {
        return new LoadResult(
                calls,
                errors + 1,
                checked,
                elapsedNanos,
                p50Nanos,
                p99Nanos,
                p999Nanos,
                firstError.isEmpty() ? error : firstError);
    }

    /** For {@link #parse}. */
    public String toLine() {
        return calls + " " + errors + " " + checked + " " + elapsedNanos + " " + p50Nanos + " " + p99Nanos + " "
                + p999Nanos + " " + firstError.replaceAll("\\R", " ");
    }

    public static LoadResult parse(String line) {
        String[] parts = line.split(" ", NUMBERS + 1);
        long[] numbers = new long[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = Long.parseLong(parts[i]);
        }
        return new LoadResult(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], parts[NUMBERS]);
    }
}
