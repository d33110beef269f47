package io.volant.rpc.cluster;

/**
 * How long the calls of a method take, but for one in a hundred: an estimate that a call which took longer raises by a tenth, and any
 * other lowers by a thousandth, so that it stays where one in a hundred does. Threads may overwrite one another's steps, which only
 * slows it.
 */
final class UsualTime {
    /** Calls before the estimate is of use. */
    private static final int FEW = 64;

    private static final double RISE = 1.1;
    private static final double FALL = 1 - (RISE - 1) / 99;
    private static final double LEAST_MILLIS = 1;

    private volatile double millis = LEAST_MILLIS;
    private volatile int seen;

    void onCall(long tookMillis) {
        double now = millis;
        int before = seen;
        if (before < FEW) {
            seen = before + 1;
            millis = Math.max(now, (double) tookMillis);
        } else if (tookMillis > now) {
            millis = now * RISE;
        } else if (now > LEAST_MILLIS) {
            millis = now * FALL;
        }
    }

    /** 0 while too little is known. */
    double millis() {
        return seen < FEW ? 0 : millis;
    }
}
