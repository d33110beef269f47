package io.volant.rpc.benchmarks.chaos;

/**
 * What a client says when its calls have ended, in one line. Immutable.
 *
 * @param attempts of all calls
 * @param stallMicros how long the client stood still at most, which no deadline can be kept in
 * @param jumpedSeconds from the furthest forward to the furthest back that its wall clock went
 * @param calmP99Millis of the attempts before a peak of the load that were answered
 * @param peakP99Millis of those in the peak, once limits have come down
 * @param firstError that a call ended with; empty when none did
 */
record ClientReport(
        long attempts, long stallMicros, long jumpedSeconds, int calmP99Millis, int peakP99Millis, String firstError) {
    private static final int FIGURES = 5;

    ClientReport {
        firstError = firstError.replace('\n', ' ');
    }

    static ClientReport parse(String line) {
        String[] parts = line.split(" ", FIGURES + 1);
        if (parts.length != FIGURES + 1) {
            throw new IllegalArgumentException("report: \"" + line + "\" (expected: five numbers and an error)");
        }
        return new ClientReport(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]),
                parts[5]);
    }

    /** As {@link #parse} reads it. */
    String text() {
        return attempts + " " + stallMicros + " " + jumpedSeconds + " " + calmP99Millis + " " + peakP99Millis + " "
                + firstError;
    }
}
