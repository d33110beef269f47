package io.volant.rpc.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to hand something to the one thread that drains the queue, its wake-up included?
 *
 * <p>A thread has at most so many links inside as a client has calls in flight, and yields while it has.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueBenchmark {
    private static final int INSIDE = 64;

    private final SubmissionQueue queue = new SubmissionQueue();
    private final Thread drain = new Thread(this::drain, "drain");
    private volatile boolean scheduled;
    private volatile boolean over;

    @Setup
    public void start() {
        drain.setDaemon(true);
        drain.start();
    }

    @TearDown
    public void stop() throws InterruptedException {
        over = true;
        LockSupport.unpark(drain);
        drain.join();
    }

    @Benchmark
    @Threads(1)
    public SubmissionQueue.Push submitBy1(Submitter submitter) {
        return submit(submitter);
    }

    /** The time that each of four threads needs. */
    @Benchmark
    @Threads(4)
    public SubmissionQueue.Push submitBy4(Submitter submitter) {
        return submit(submitter);
    }

    private SubmissionQueue.Push submit(Submitter submitter) {
        Link link = submitter.nextLink();
        SubmissionQueue.Push push = queue.push(link);
        if (push == SubmissionQueue.Push.SCHEDULE) {
            scheduled = true;
            LockSupport.unpark(drain);
        }
        return push;
    }

    private void drain() {
        while (!over) {
            if (!scheduled) {
                LockSupport.park(this);
                continue;
            }
            scheduled = false;
            do {
                Submission link = queue.take();
                while (link != null) {
                    Submission next = link.next(); // before the link is given back
                    link.onLoop();
                    link = next;
                }
            } while (!queue.finish());
        }
    }

    /** A thread that submits, and its links. */
    @State(Scope.Thread)
    public static class Submitter {
        private final Link[] links = new Link[INSIDE];
        private int next;

        @Setup
        public void fill() {
            for (int i = 0; i < INSIDE; i++) {
                links[i] = new Link();
            }
        }

        /** Waits until its oldest link is outside. */
        @SuppressWarnings(
                "ThreadPriorityCheck") // where there is one processor, only a thread that yields lets the drain go on
        private Link nextLink() {
            Link link = links[next];
            next = (next + 1) % INSIDE;
            while (link.inside) {
                Thread.yield();
            }
            link.inside = true;
            return link;
        }
    }

    private static final class Link implements Submission {
        private @Nullable Submission next;
        private volatile boolean inside;

        @Override
        public @Nullable Submission next() {
            return next;
        }

        @Override
        public void next(@Nullable Submission next) {
            this.next = next;
        }

        @Override
        public void onLoop() {
            inside = false;
        }

        @Override
        public void onLoopGone() {
            throw new IllegalStateException("the queue is never closed");
        }
    }
}
