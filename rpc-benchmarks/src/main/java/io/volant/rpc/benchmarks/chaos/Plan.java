package io.volant.rpc.benchmarks.chaos;

/**
 * How long and with which dice faults are tried.
 *
 * @param seconds of a trial
 * @param controlSeconds of the trial without protection
 */
record Plan(int seconds, int controlSeconds, long seed) {
    /** Less than a third of what three servers can do, so that a busy machine and the loss of one leave room. */
    static final int CALLS_PER_SECOND = 600;

    static Plan full(long seed) {
        return new Plan(34, 8, seed);
    }

    static Plan quick(long seed) {
        return new Plan(5, 4, seed);
    }
}
