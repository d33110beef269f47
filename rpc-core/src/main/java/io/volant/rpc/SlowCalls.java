package io.volant.rpc;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of calls that took long: of each method one a second. Thread-safe.
 *
 * @param thresholdNanos how long a call may take without being logged
 */
record SlowCalls(long thresholdNanos, Warnings warnings) {
    /** What is longer than any call. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Logger log = LoggerFactory.getLogger(SlowCalls.class);

    /** A call of a stub has ended. */
    void onCall(Request request, Response response, Status status, long nanos) {
        if (nanos < thresholdNanos) {
            return;
        }
        long kept = warnings.permit("slow_call " + request.method());
        if (kept >= 0) {
            log.warn(
                    "event=slow_call side=client method={} status={} millis={} timeline=\"{}\"{}",
                    request.method(),
                    status,
                    millis(nanos),
                    CallTimeline.of(request, response, nanos),
                    Warnings.suppressed(kept));
        }
    }

    /** A call of a server has ended. */
    void onServed(Request request, Status status, long nanos) {
        if (nanos < thresholdNanos) {
            return;
        }
        long kept = warnings.permit("slow_call " + request.method());
        if (kept >= 0) {
            long queueMillis = TimeUnit.MICROSECONDS.toMillis(request.queueMicros());
            log.warn(
                    "event=slow_call side=server method={} peer={} status={} millis={} queue_millis={} run_millis={}{}",
                    request.method(),
                    request.peer(),
                    status,
                    millis(nanos),
                    queueMillis,
                    millis(nanos) - queueMillis,
                    Warnings.suppressed(kept));
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
