package io.volant.rpc;

/** Laws that were not chosen: both infer the queue from how long calls take. Written after their descriptions, between the same bounds. */
final class LatencyLaws {
    private LatencyLaws() {}

    /** The gradient between a long and a short average of the latency, with room for a constant queue and a tolerance of half. */
    static LimitLaw gradient(int workers, int queue, Ticker ticker) {
        return new Law(workers, queue) {
            private double average;

            @Override
            public void onEnded(long sinceArrivalNanos, int runningAndWaiting) {
                average += average == 0 ? sinceArrivalNanos : (sinceArrivalNanos - average) * 2 / 601;
                if (average > 2.0 * sinceArrivalNanos) {
                    average *= 0.95; // after a time of load
                }
                if (runningAndWaiting >= limit / 2) {
                    double gradient = Math.max(0.5, Math.min(1, 1.5 * average / sinceArrivalNanos));
                    moveTo(0.8 * limit + 0.2 * (limit * gradient + 4));
                }
            }
        };
    }

    /** As TCP Vegas: keeps the queue, as latency above the least latency says it is, between two bounds. */
    static LimitLaw vegas(int workers, int queue, Ticker ticker) {
        return new Law(workers, queue) {
            private double least = Double.MAX_VALUE;
            private long samples;

            @Override
            public void onEnded(long sinceArrivalNanos, int runningAndWaiting) {
                if (++samples > 30 * limit) { // the least latency may have grown since
                    least = Double.MAX_VALUE;
                    samples = 0;
                }
                if (sinceArrivalNanos < least) {
                    least = sinceArrivalNanos;
                    return;
                }
                double queued = Math.ceil(limit * (1 - least / sinceArrivalNanos));
                double step = Math.max(1, Math.log10(limit));
                if (runningAndWaiting * 2 < limit) {
                    return;
                }
                if (queued <= step) {
                    moveTo(limit + 6 * step);
                } else if (queued < 3 * step) {
                    moveTo(limit + step);
                } else if (queued > 6 * step) {
                    moveTo(limit - step);
                }
            }
        };
    }

    private abstract static class Law implements LimitLaw {
        double limit;
        private final int least;
        private final int most;

        Law(int workers, int queue) {
            most = workers + queue;
            least = Math.min(most, workers + Math.max(4, workers / 4));
            limit = most;
        }

        final void moveTo(double next) {
            limit = Math.max(least, Math.min(most, next));
        }

        @Override
        public int now() {
            return (int) limit;
        }

        @Override
        public void onTaken(int waiting) {}

        @Override
        public void onRefused() {}
    }
}
