package io.volant.rpc.benchmarks.chaos;

/**
 * How long and with which dice faults are tried.
 *
 * @param quick whether what lasts long may last shorter
 * @param seconds of a trial
 * @param controlSeconds of the trial without protection
 */
record Plan(boolean quick, int seconds, int controlSeconds, long seed) {
    static Plan full(long seed) {
        return new Plan(false, 34, 8, seed);
    }

    static Plan quick(long seed) {
        return new Plan(true, 5, 4, seed);
    }

    /** The one in a full run, the other in a quick one. */
    int seconds(int full, int inQuick) {
        return quick ? inQuick : full;
    }
}
