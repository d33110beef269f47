package io.volant.rpc.benchmarks.chaos;

/**
 * What a fault is tried with. Immutable.
 *
 * @param need what the machine must have for it
 * @param lines whether the servers stand behind lines of their own
 * @param callsPerSecond that the client makes
 * @param peakPerSecond that it makes while a peak lasts; 0 where there is none
 * @param leastSeconds that a trial lasts, where its script takes longer
 * @param leastControlSeconds that the control lasts
 */
record Rig(Need need, boolean lines, int callsPerSecond, int peakPerSecond, int leastSeconds, int leastControlSeconds) {
    /** Less than a third of what three servers can do, so that a busy machine and the loss of one leave room. */
    static final int CALLS_PER_SECOND = 600;

    static final Rig USUAL = new Rig(Need.NOTHING, false, CALLS_PER_SECOND, 0, 0, 0);

    /** Of a trial with a peak: the seconds before it, in which all is as it should be, and those after it, for the recovery. */
    private static final int CALM_SECONDS = 2;

    private static final int RECOVERY_SECONDS = 4;

    static final int AROUND_PEAK_SECONDS = CALM_SECONDS + RECOVERY_SECONDS;

    Rig withNeed(Need changed) {
        return new Rig(changed, lines, callsPerSecond, peakPerSecond, leastSeconds, leastControlSeconds);
    }

    Rig withLines() {
        return new Rig(need, true, callsPerSecond, peakPerSecond, leastSeconds, leastControlSeconds);
    }

    Rig withPeak(int usual, int peak) {
        return new Rig(need, lines, usual, peak, leastSeconds, leastControlSeconds);
    }

    Rig lasting(int seconds, int controlSeconds) {
        return new Rig(need, lines, callsPerSecond, peakPerSecond, seconds, controlSeconds);
    }

    /** The calls of a trial that lasts so long, or longer where this needs it. */
    Pace pace(int seconds) {
        return paceOf(Math.max(seconds, leastSeconds));
    }

    Pace controlPace(int seconds) {
        return paceOf(Math.max(seconds, leastControlSeconds));
    }

    private Pace paceOf(int seconds) {
        return peakPerSecond == 0
                ? Pace.steady(callsPerSecond, seconds)
                : new Pace(
                        callsPerSecond,
                        peakPerSecond,
                        CALM_SECONDS,
                        seconds - CALM_SECONDS - RECOVERY_SECONDS,
                        RECOVERY_SECONDS);
    }
}
