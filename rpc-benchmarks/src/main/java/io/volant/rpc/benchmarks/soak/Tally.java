package io.volant.rpc.benchmarks.soak;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what became of the calls of one cycle. Thread-safe. */
final class Tally {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;

    private final LongAdder calls = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final Recorder latencies = new Recorder(LONGEST_NANOS, DIGITS);

    static Histogram noLatencies() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    /** How long the blocking calls took since this was asked last, in nanoseconds. */
    Histogram latencies() {
        return latencies.getIntervalHistogram();
    }

    /** An answer came; {@code what} was asked. */
    void answered(boolean right, String what) {
        calls.increment();
        if (!right) {
            wrong("wrong answer to " + what);
        }
    }

    void wrong(String what) {
        wrong.increment();
        note(what);
    }

    /** The server had no room for a call, which is tried again. */
    void refused() {
        refused.increment();
    }

    void failed(String why) {
        errors.increment();
        note(why);
    }

    /** Calls that never ended, or were not executed although they had to be. */
    void lost(long calls, String what) {
        lost.add(calls);
        note(what);
    }

    /** How long a blocking call took. */
    void took(long nanos) {
        latencies.recordValue(Math.min(LONGEST_NANOS, nanos));
    }

    /** All until now. */
    Answers answers() {
        String first = problems.stream().findFirst().orElse("");
        return new Answers(calls.sum(), refused.sum(), errors.sum(), wrong.sum(), lost.sum(), first);
    }

    private void note(String problem) {
        if (problems.isEmpty()) { // two at once do no harm
            problems.add(problem);
        }
    }
}
