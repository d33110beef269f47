package io.volant.rpc.cluster;

import io.volant.rpc.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What came of the calls of one client to one node: what every pick reads in half a cache line, so that the figures of ten thousand
 * nodes fit into the cache of a processor, and the rest behind it. Thread-safe.
 */
final class NodeFigures {
    private static final VarHandle PENDING = field("pending", int.class);
    private static final VarHandle RESPONSE_TIME = field("responseTime", long.class);

    private final Rest rest;
    private volatile int pending;
    private volatile long responseTime = ResponseTime.UNKNOWN;
    private volatile @Nullable NodeTrouble trouble; // that of the rest while there is any

    /** What a pick reads of few nodes. */
    private static final class Rest {
        private final Ticker ticker;
        private final NodeTrouble trouble = new NodeTrouble();
        private volatile WarmUp warmUp = WarmUp.OVER;

        Rest(Ticker ticker) {
            this.ticker = ticker;
        }
    }

    NodeFigures(Ticker ticker) {
        this.rest = new Rest(ticker);
    }

    Ticker ticker() {
        return rest.ticker;
    }

    /** Calls that have not ended. */
    int pending() {
        return pending;
    }

    /** The estimate of {@link ResponseTime} in nanoseconds; 0 while there is none. */
    double responseNanos() {
        return ResponseTime.nanos(responseTime);
    }

    /** Nanoseconds since a call was answered last; {@link Long#MAX_VALUE} if none was. */
    long silence() {
        long word = responseTime;
        return word == ResponseTime.UNKNOWN ? Long.MAX_VALUE : ResponseTime.age(word, ticker().nanoTime());
    }

    /**
     * How much of what it is sent a node fails or refuses, 0 to 2. One failure in {@value RecentOutcomes#LENGTH} calls is free, since
     * it tells too little; refusals count by their square, so that a node which refuses few is still used to its limit.
     */
    double trouble() {
        NodeTrouble any = trouble;
        return any == null ? 0 : any.level(ticker().nanoTime());
    }

    private double troubleNanos() {
        NodeTrouble any = trouble;
        return any == null ? 0 : any.nanos(ticker().nanoTime());
    }

    /** {@code (response time + trouble) x (pending + 1)}, in nanoseconds, with {@code unknownNanos} while the time is not known. */
    double costNanos(double unknownNanos) {
        double nanos = responseNanos();
        return (Math.max(1, nanos == 0 ? unknownNanos : nanos) + troubleNanos()) * (pending + 1);
    }

    WarmUp warmUp() {
        return rest.warmUp;
    }

    /** Forgets what was, since the node is another one now, or has come back. */
    void begin(WarmUp warmUp) {
        rest.warmUp = warmUp;
        responseTime = ResponseTime.UNKNOWN;
        rest.trouble.forget();
        showTrouble();
    }

    void onSent() {
        PENDING.getAndAdd(this, 1);
    }

    /** A call that was sent came back without having been carried out. */
    void onHandedBack() {
        PENDING.getAndAdd(this, -1);
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
        PENDING.getAndAdd(this, -1);
        if (verdict == Verdict.NEUTRAL) {
            return;
        }
        if (verdict != Verdict.GOOD || trouble != null) { // nearly never
            rest.trouble.onFinished(verdict, now, allowedNanos);
            showTrouble();
        }
        if (timed && verdict == Verdict.GOOD) { // what a node does not do, it does not do fast
            noteTime(nanos, now);
        }
    }

    /** Whoever hides trouble looks at it once more, since another thread may just have shown what it noted. */
    private void showTrouble() {
        if (rest.trouble.isClean()) {
            trouble = null;
        }
        if (!rest.trouble.isClean()) {
            trouble = rest.trouble;
        }
    }

    /** A call was given up after so long, since another node had answered it: it would have taken longer. */
    void onOvertaken(long nanos, long now) {
        if (nanos > responseNanos()) {
            noteTime(nanos, now);
        }
    }

    private void noteTime(long nanos, long now) {
        long old;
        do {
            old = responseTime;
        } while (!RESPONSE_TIME.compareAndSet(this, old, ResponseTime.after(old, nanos, now)));
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(NodeFigures.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
