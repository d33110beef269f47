package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A pool of workers in simulated time: the queue and the limit are the real ones, arrivals and handlers are drawn from a seed. Calls
 * come whether others are answered or not.
 */
final class SimulatedPool {
    /** How long handlers take. */
    enum Handlers {
        CONSTANT {
            @Override
            double of(double mean, Random random) {
                return mean;
            }
        },
        UNIFORM {
            @Override
            double of(double mean, Random random) {
                return mean * (0.5 + random.nextDouble());
            }
        },
        EXPONENTIAL {
            @Override
            double of(double mean, Random random) {
                return -mean * Math.log(1 - random.nextDouble());
            }
        };

        abstract double of(double mean, Random random);
    }

    /** The pool and its callers, who wait no longer than {@code patience} times the mean of a handler. */
    record Shape(int workers, Handlers handlers, double meanSeconds, double patience) {
        int queue() {
            return 10 * workers;
        }

        /** What the workers can do, in calls per second. */
        double capacity() {
            return workers / meanSeconds;
        }
    }

    /** One that was answered, by when it came and how long that took; not in time where its caller had gone. */
    record Answered(long atNanos, long tookNanos, boolean inTime) {}

    /** What became of all calls. */
    record Outcomes(List<Answered> answered, List<Long> refusedAtNanos, long dropped, List<Integer> limits) {
        /** Answers in time to calls that came after {@code from}, as a share of what the workers can do. */
        double goodput(Shape shape, double from, double to) {
            long good = answered.stream()
                    .filter(a -> a.inTime && a.atNanos >= nanos(from) && a.atNanos < nanos(to))
                    .count();
            return good / (shape.capacity() * (to - from));
        }

        double p99Seconds(double from) {
            long[] took = answered.stream()
                    .filter(a -> a.atNanos >= nanos(from))
                    .mapToLong(Answered::tookNanos)
                    .sorted()
                    .toArray();
            return took[(int) (took.length * 0.99)] / 1e9;
        }

        long refusedAfter(double from) {
            return refusedAtNanos.stream().filter(at -> at >= nanos(from)).count();
        }
    }

    private final Shape shape;
    private final Random random;
    private final LimitLaw limit;
    private final LongToDoubleFunction slowness;
    private final CallQueue waiting;
    private final PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingLong(Running::endNanos));
    private final Outcomes outcomes = new Outcomes(new ArrayList<>(), new ArrayList<>(), 0, new ArrayList<>());
    private long now = Long.MAX_VALUE - nanos(5); // it wraps
    private final long start = now;
    private long dropped;

    private SimulatedPool(Shape shape, LimitLaw.Maker law, LongToDoubleFunction slowness, long seed) {
        this.shape = shape;
        this.random = new Random(seed);
        this.limit = law.of(shape.workers(), shape.queue(), () -> now);
        this.slowness = slowness;
        this.waiting = new CallQueue(new AdaptiveSpin(() -> now, Duration.ZERO), limit::onTaken);
    }

    /**
     * Runs calls for {@code seconds}.
     *
     * @param load of a time, as a share of the capacity
     * @param slowness of a time: how many times as long handlers take
     * @param burst of the calls that come at once, beside the others, each {@code burstEvery} seconds
     */
    static Outcomes run(
            Shape shape,
            LimitLaw.Maker law,
            double seconds,
            LongToDoubleFunction load,
            LongToDoubleFunction slowness,
            int burst,
            double burstEvery) {
        SimulatedPool pool = new SimulatedPool(shape, law, slowness, 42);
        long next = 0;
        long nextBurst = nanos(burstEvery);
        while (next < nanos(seconds)) {
            next += nanos(Handlers.EXPONENTIAL.of(1 / (shape.capacity() * load.applyAsDouble(next)), pool.random));
            for (; nextBurst <= next; nextBurst += nanos(burstEvery)) {
                pool.advanceTo(nextBurst);
                for (int i = 0; i < burst; i++) {
                    pool.arrive();
                }
            }
            pool.advanceTo(next);
            pool.arrive();
        }
        pool.advanceTo(Long.MAX_VALUE / 2);
        Outcomes seen = pool.outcomes;
        return new Outcomes(seen.answered, seen.refusedAtNanos, pool.dropped, seen.limits);
    }

    static Outcomes run(Shape shape, LimitLaw.Maker law, double seconds, double load) {
        return run(shape, law, seconds, at -> load, at -> 1, 0, seconds);
    }

    static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /** As a pool admits a call. */
    private void arrive() {
        Waiting call = new Waiting(now);
        if (running.size() + waiting.size() >= limit.now()) {
            if (waiting.makeRoom(call.priority()).isEmpty()) {
                limit.onRefused();
                outcomes.refusedAtNanos.add(now - start);
                return;
            }
            dropped++;
        }
        waiting.offer(call);
        work();
    }

    private void work() {
        while (running.size() < shape.workers()) {
            @Nullable Waiting call = (Waiting) waiting.poll();
            if (call == null) {
                return;
            }
            outcomes.limits.add(limit.now());
            if (call.over()) {
                dropped++;
            } else {
                double seconds = shape.handlers().of(shape.meanSeconds(), random) * slowness.applyAsDouble(now - start);
                running.add(new Running(call, now - start + nanos(seconds)));
            }
        }
    }

    private void advanceTo(long sinceStart) {
        while (!running.isEmpty() && running.peek().endNanos <= sinceStart) {
            Running ended = running.remove();
            now = start + ended.endNanos;
            long took = now - ended.call.arrivedNanos;
            limit.onEnded(took, running.size() + 1 + waiting.size());
            outcomes.answered.add(new Answered(ended.call.arrivedNanos - start, took, !ended.call.over()));
            work();
        }
        now = start + Math.min(sinceStart, Long.MAX_VALUE / 4);
    }

    private record Running(Waiting call, long endNanos) {}

    private final class Waiting implements CallQueue.Call {
        private final long arrivedNanos;

        Waiting(long arrivedNanos) {
            this.arrivedNanos = arrivedNanos;
        }

        @Override
        public Priority priority() {
            return Priority.NORMAL;
        }

        @Override
        public boolean over() {
            return now - arrivedNanos >= nanos(shape.patience() * shape.meanSeconds());
        }

        @Override
        public void run() {
            throw new AssertionError("simulated");
        }
    }
}
