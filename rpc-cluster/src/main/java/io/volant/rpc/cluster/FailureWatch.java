package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Request;
import io.volant.rpc.Status;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what goes wrong of the calls to one node, and says at once when that is enough to look at it. A call that goes well costs a
 * look at two fields. Thread-safe.
 */
final class FailureWatch {
    private static final VarHandle STREAK = streakHandle();
    private static final Duration LONGEST_CALL = Duration.ofDays(1); // no deadline is later

    private final int limit;
    private final long usualNanos;
    private final Runnable alarm;
    private final LongAdder failed = new LongAdder();
    private final LongAdder unjudged = new LongAdder();
    private volatile int streak; // failures since the last good call
    private volatile @Nullable Trial trial; // of a node that was left out, until it is decided
    private volatile long lostNanos; // when a call was last lost that counted

    /**
     * @param limit after so many failures in a row {@code alarm} runs, and when a trial is decided
     * @param usual how long a call may take whose method does not say
     */
    FailureWatch(int limit, Duration usual, long now, Runnable alarm) {
        this.limit = limit;
        this.usualNanos = nanos(usual);
        this.lostNanos = now;
        this.alarm = alarm;
    }

    /** One that tells nobody. */
    static FailureWatch idle() {
        return new FailureWatch(Integer.MAX_VALUE, Duration.ZERO, 0, () -> {});
    }

    int streak() {
        return streak;
    }

    /** Calls that failed, and for which the node is to blame. */
    long failed() {
        return failed.sum();
    }

    /** Calls that ended and tell nothing of the node. */
    long unjudged() {
        return unjudged.sum();
    }

    @Nullable
    Trial trial() {
        return trial;
    }

    /** The node is tried out from now on. */
    void begin(Trial next) {
        trial = next;
    }

    /** What was counts no more; there is no trial. */
    void restart() {
        trial = null;
        streak = 0;
    }

    void onGood(long startNanos) {
        if (streak != 0) {
            streak = 0;
        }
        if (trial != null) {
            tryOut(Verdict.GOOD, startNanos);
        }
    }

    /** The node did not carry a call out: it tells nothing. */
    void onUnjudged(long startNanos) {
        unjudged.increment();
        tryOut(Verdict.NEUTRAL, startNanos);
    }

    /** A call has ended otherwise than well. */
    void onOther(Verdict verdict, Request request, Failure failure, long startNanos, long allowedNanos, long now) {
        if (verdict != Verdict.BAD || !counts(request, failure, startNanos, allowedNanos, now)) {
            unjudged.increment();
            tryOut(verdict == Verdict.BAD ? Verdict.NEUTRAL : verdict, startNanos);
            return;
        }
        failed.increment();
        int inRow = (int) STREAK.getAndAdd(this, 1) + 1;
        tryOut(Verdict.BAD, startNanos);
        if (inRow == limit) {
            alarm.run();
        }
    }

    /**
     * Not where the caller gave the call less than half of the usual time; and the calls that a connection took with it when it broke
     * are one failure.
     */
    private boolean counts(Request request, Failure failure, long startNanos, long allowedNanos, long now) {
        if (failure.status() == Status.DEADLINE_EXCEEDED) {
            long usual = request.method().timeout().map(FailureWatch::nanos).orElse(usualNanos);
            return allowedNanos >= usual / 2;
        }
        if (failure.status() == Status.UNAVAILABLE) {
            boolean another = startNanos - lostNanos >= 0;
            lostNanos = another ? now : lostNanos;
            return another;
        }
        return true;
    }

    private static long nanos(Duration time) {
        return (time.compareTo(LONGEST_CALL) < 0 ? time : LONGEST_CALL).toNanos();
    }

    private void tryOut(Verdict verdict, long startNanos) {
        Trial open = trial;
        if (open != null && open.onEnd(verdict, startNanos)) {
            alarm.run();
        }
    }

    private static VarHandle streakHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(FailureWatch.class, "streak", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
