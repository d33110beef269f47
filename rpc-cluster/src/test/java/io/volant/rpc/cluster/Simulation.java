package io.volant.rpc.cluster;

import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Time that jumps from one event to the next, and the random numbers of all that happens in it: the same for the same seed. */
final class Simulation implements Ticker {
    private record Event(long atNanos, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random;
    private long now;
    private long scheduled;

    Simulation(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    SplittableRandom random() {
        return random;
    }

    /** The randomness of a balancer, apart from that of everything else. */
    Chance chance() {
        return random.split()::nextLong;
    }

    void after(long nanos, Runnable action) {
        events.add(new Event(now + nanos, scheduled++, action));
    }

    void run(Duration time) {
        long end = now + time.toNanos();
        while (!events.isEmpty() && events.peek().atNanos() <= end) {
            Event next = events.remove();
            now = next.atNanos();
            next.action().run();
        }
        now = end;
    }

    /** A random time around {@code mean}, exponentially distributed. */
    long exponential(double mean) {
        return (long) (-mean * StrictMath.log(1 - random.nextDouble()));
    }
}
