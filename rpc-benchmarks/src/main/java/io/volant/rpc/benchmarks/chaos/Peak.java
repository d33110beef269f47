package io.volant.rpc.benchmarks.chaos;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a peak of the load came to, once limits have come down; all 0 in a trial without one.
 *
 * @param perSecond right answers in time, in a second of the peak
 * @param p99Millis of the attempts in the peak that were answered, without what their calls had waited between attempts
 * @param calmP99Millis of those before it
 */
record Peak(double perSecond, int p99Millis, int calmP99Millis) {
    static final Peak NONE = new Peak(0, 0, 0);

    private static final long IN_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(Ledger.TIMEOUT_MILLIS + 100);

    static Peak of(CallRecord record, Course course) {
        Pace pace = course.pace();
        return pace.peakSeconds() == 0
                ? NONE
                : new Peak(
                        perSecond(record, pace),
                        course.report().peakP99Millis(),
                        course.report().calmP99Millis());
    }

    private static double perSecond(CallRecord record, Pace pace) {
        long from = record.dueNanos(pace.settled());
        long to = record.dueNanos(pace.peakEnd() - 1);
        long inTime = 0;
        for (int call = 0; call < pace.peakEnd(); call++) {
            long end = record.endNanos(call);
            if (record.ending(call) == CallRecord.Ending.OK
                    && end >= from
                    && end <= to
                    && end - record.dueNanos(call) <= IN_TIME_NANOS) {
                inTime++;
            }
        }
        return to > from ? inTime * 1e9 / (to - from) : 0;
    }

    /** How many times as long as before. */
    double slower() {
        return calmP99Millis == 0 ? 0 : (double) p99Millis / calmP99Millis;
    }

    Map<String, Object> toMap() {
        return this.equals(NONE)
                ? Map.of()
                : Map.of("peakAnswersPerSecond", perSecond, "peakP99Millis", p99Millis, "calmP99Millis", calmP99Millis);
    }
}
