package io.volant.rpc.cluster;

import io.volant.rpc.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What came of the calls of one client to one node, in one object so that a picker finds all of it in one place. Thread-safe. */
final class NodeFigures {
    private static final VarHandle SENT = field("sent", long.class);
    private static final VarHandle ENDED = field("ended", long.class);
    private static final VarHandle RESPONSE_TIME = field("responseTime", long.class);
    private static final VarHandle FAILURES = field("failures", long.class);
    private static final VarHandle REFUSALS = field("refusals", long.class);
    private static final double NANOS_UNTIL_CHARGED = 5e9;

    private final Ticker ticker;
    private volatile long sent; // calls
    private volatile long ended; // of them
    private volatile long responseTime = ResponseTime.UNKNOWN;
    private volatile long failures = RecentOutcomes.CLEAN;
    private volatile long refusals = RecentOutcomes.CLEAN;
    private volatile double chargeNanos = NANOS_UNTIL_CHARGED;
    private volatile WarmUp warmUp = WarmUp.OVER;

    NodeFigures(Ticker ticker) {
        this.ticker = ticker;
    }

    Ticker ticker() {
        return ticker;
    }

    /** Calls that have not ended. */
    int pending() {
        long before = ended; // first, lest more have ended than were sent
        return (int) (sent - before);
    }

    /** Calls that were ever sent. */
    long sent() {
        return sent;
    }

    /** The estimate of {@link ResponseTime} in nanoseconds; 0 while there is none. */
    double responseNanos() {
        return ResponseTime.nanos(responseTime);
    }

    /** Nanoseconds since a call was answered last; {@link Long#MAX_VALUE} if none was. */
    long silence() {
        long word = responseTime;
        return word == ResponseTime.UNKNOWN ? Long.MAX_VALUE : ResponseTime.age(word, ticker.nanoTime());
    }

    /**
     * How much of what it is sent a node fails or refuses, 0 to 2. One failure in {@value RecentOutcomes#LENGTH} calls is free, since
     * it tells too little; refusals count by their square, so that a node which refuses few is still used to its limit.
     */
    double trouble() {
        if ((failures | refusals) == 0) { // as nearly always
            return 0;
        }
        long now = ticker.nanoTime();
        double failed = Math.max(0, RecentOutcomes.bad(failures, now) - 1) / (RecentOutcomes.LENGTH - 1.0);
        double refused = RecentOutcomes.bad(refusals, now) / (double) RecentOutcomes.LENGTH;
        return failed + refused * refused;
    }

    /** What {@link #trouble} costs in time: as much of the deadline of the calls that failed. */
    double troubleNanos() {
        double trouble = trouble();
        return trouble == 0 ? 0 : trouble * chargeNanos;
    }

    /** {@code (response time + trouble) x (pending + 1)}, in nanoseconds, with {@code unknownNanos} while the time is not known. */
    double costNanos(double unknownNanos) {
        double nanos = responseNanos();
        return (Math.max(1, nanos == 0 ? unknownNanos : nanos) + troubleNanos()) * (pending() + 1);
    }

    WarmUp warmUp() {
        return warmUp;
    }

    /** Forgets what was, since the node is another one now, or has come back. */
    void begin(WarmUp warmUp) {
        this.warmUp = warmUp;
        responseTime = ResponseTime.UNKNOWN;
        failures = RecentOutcomes.CLEAN;
        refusals = RecentOutcomes.CLEAN;
    }

    void onSent() {
        SENT.getAndAdd(this, 1);
    }

    /** A call that was sent came back without having been carried out. */
    void onHandedBack() {
        ENDED.getAndAdd(this, 1);
    }

    /**
     * A call has ended.
     *
     * @param now on the ticker
     * @param nanos how long the call took
     * @param allowedNanos how long it might have taken
     * @param timed whether the answer says how long the node needs, which that of a one-way call does not
     */
    void onFinished(Verdict verdict, long now, long nanos, long allowedNanos, boolean timed) {
        ENDED.getAndAdd(this, 1);
        if (verdict == Verdict.NEUTRAL) {
            return;
        }
        if (verdict == Verdict.BAD) {
            chargeNanos = allowedNanos;
        }
        note(FAILURES, verdict == Verdict.BAD, now);
        note(REFUSALS, verdict == Verdict.LOAD, now);
        if (timed && verdict == Verdict.GOOD) { // what a node does not do, it does not do fast
            noteTime(nanos, now);
        }
    }

    private void noteTime(long nanos, long now) {
        long old;
        do {
            old = responseTime;
        } while (!RESPONSE_TIME.compareAndSet(this, old, ResponseTime.after(old, nanos, now)));
    }

    private void note(VarHandle outcomes, boolean bad, long now) {
        long old;
        long next;
        do {
            old = (long) outcomes.getVolatile(this);
            next = RecentOutcomes.after(old, bad, now);
        } while (old != next && !outcomes.compareAndSet(this, old, next));
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(NodeFigures.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
