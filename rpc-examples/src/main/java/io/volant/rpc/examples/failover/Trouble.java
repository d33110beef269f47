package io.volant.rpc.examples.failover;

import java.time.Duration;

/** What happens to the servers, one after the other in each row of the table; calls count for the trouble that was on when they began. */
enum Trouble {
    /** All connections are reset, three times. */
    CUT("cut off", 0),
    /** Server B stands still, and goes on after a while. */
    PAUSED("paused", 900),
    /** Server C is killed. */
    KILLED("killed", 2_600);

    /** How long all of it takes. */
    static final Duration TIME = Duration.ofMillis(3_300);

    private static final Trouble[] LAST_FIRST = {KILLED, PAUSED, CUT};

    private final String label;
    private final Duration begin;

    Trouble(String label, int beginMillis) {
        this.label = label;
        this.begin = Duration.ofMillis(beginMillis);
    }

    String label() {
        return label;
    }

    Duration begin() {
        return begin;
    }

    /** The one that is on at a time after the beginning of the row. */
    static Trouble at(long nanos) {
        for (Trouble trouble : LAST_FIRST) {
            if (nanos >= trouble.begin.toNanos()) {
                return trouble;
            }
        }
        return CUT;
    }
}
