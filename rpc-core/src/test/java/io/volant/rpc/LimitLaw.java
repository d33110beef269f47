package io.volant.rpc;

/** What decides how many calls may run and wait, as a simulation sees it. */
interface LimitLaw {
    int now();

    /** A worker took a call and left so many waiting. */
    void onTaken(int waiting);

    void onRefused();

    /** A handler has ended. */
    void onEnded(long sinceArrivalNanos, int runningAndWaiting);

    /** Makes a law for a pool. */
    @FunctionalInterface
    interface Maker {
        LimitLaw of(int workers, int queue, Ticker ticker);
    }

    static LimitLaw of(AdaptiveLimit limit) {
        return new LimitLaw() {
            @Override
            public int now() {
                return limit.now();
            }

            @Override
            public void onTaken(int waiting) {
                limit.onTaken(waiting);
            }

            @Override
            public void onRefused() {
                limit.onRefused();
            }

            @Override
            public void onEnded(long sinceArrivalNanos, int runningAndWaiting) {}
        };
    }

    static LimitLaw adaptive(int workers, int queue, Ticker ticker) {
        return of(AdaptiveLimit.of(workers, queue, ticker));
    }

    static LimitLaw growing(int workers, int queue, Ticker ticker) {
        return of(AdaptiveLimit.growing(workers, queue, ticker));
    }

    static LimitLaw fixed(int workers, int queue, Ticker ticker) {
        return of(AdaptiveLimit.fixed(workers, queue));
    }
}
