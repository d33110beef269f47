package io.volant.rpc.cluster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How much of what one client sent to one node lately went wrong. Thread-safe. */
final class NodeTrouble {
    private static final VarHandle FAILURES = field("failures");
    private static final VarHandle REFUSALS = field("refusals");
    private static final double NANOS_UNTIL_CHARGED = 5e9;

    private volatile long failures = RecentOutcomes.CLEAN;
    private volatile long refusals = RecentOutcomes.CLEAN;
    private volatile double chargeNanos = NANOS_UNTIL_CHARGED;

    /** Whether nothing bad is remembered. */
    boolean isClean() {
        return (failures | refusals) == RecentOutcomes.CLEAN;
    }

    /** As {@link NodeFigures#trouble}. */
    double level(long now) {
        double failed = Math.max(0, RecentOutcomes.bad(failures, now) - 1) / (RecentOutcomes.LENGTH - 1.0);
        double refused = RecentOutcomes.bad(refusals, now) / (double) RecentOutcomes.LENGTH;
        return failed + refused * refused;
    }

    /** What {@link #level} costs in time: as much of the deadline of the calls that failed. */
    double nanos(long now) {
        return level(now) * chargeNanos;
    }

    /** A call has ended that might have taken {@code allowedNanos}. */
    void onFinished(Verdict verdict, long now, long allowedNanos) {
        if (verdict == Verdict.BAD) {
            chargeNanos = allowedNanos;
        }
        note(FAILURES, verdict == Verdict.BAD, now);
        note(REFUSALS, verdict == Verdict.LOAD, now);
    }

    void forget() {
        failures = RecentOutcomes.CLEAN;
        refusals = RecentOutcomes.CLEAN;
    }

    private void note(VarHandle outcomes, boolean bad, long now) {
        long old;
        long next;
        do {
            old = (long) outcomes.getVolatile(this);
            next = RecentOutcomes.after(old, bad, now);
        } while (old != next && !outcomes.compareAndSet(this, old, next));
    }

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(NodeTrouble.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
