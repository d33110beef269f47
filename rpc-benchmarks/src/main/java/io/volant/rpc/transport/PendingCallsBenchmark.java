package io.volant.rpc.transport;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.volant.rpc.Payload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to remember a call until its answer comes, beside others that wait? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PendingCallsBenchmark {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Calls that wait meanwhile. */
    @Param({"1", "1024", "8192"})
    public int pending;

    private final CallTable table = new CallTable();
    private final PendingCall call = call();
    private int over;

    @Setup
    public void fill() {
        for (int i = 0; i < pending; i++) {
            table.claim(call, DEADLINE_NANOS);
        }
    }

    /** Calls by their ids, as in clients of other frameworks. */
    @State(Scope.Thread)
    public static class ById {
        private final Map<Integer, PendingCall> map = new ConcurrentHashMap<>();
        private int nextId;

        @Setup
        public void fill(PendingCallsBenchmark waiting) {
            for (; nextId < waiting.pending; nextId++) {
                map.put(nextId, waiting.call);
            }
        }
    }

    /** A timer that other threads set for every call. */
    @State(Scope.Thread)
    public static class Timers {
        private final HashedWheelTimer timer =
                new HashedWheelTimer(new DefaultThreadFactory("timer", true), 10, TimeUnit.MILLISECONDS);

        @TearDown
        public void stop() {
            timer.stop();
        }
    }

    /** Gives a call an id, finds it by the id, and forgets it. */
    @Benchmark
    public @Nullable PendingCall putRemove() {
        int id = table.claim(call, DEADLINE_NANOS);
        PendingCall found = table.find(id);
        if (found != call) {
            throw new IllegalStateException("call id: " + id + " (expected: one that finds its call)");
        }
        table.release(id);
        return found;
    }

    /** The same with a map, without a deadline, and without others that use it. */
    @Benchmark
    public @Nullable PendingCall mapPutRemove(ById calls) {
        int id = calls.nextId++;
        calls.map.put(id, call);
        PendingCall found = calls.map.remove(id);
        if (found != call) {
            throw new IllegalStateException("call id: " + id + " (expected: one that finds its call)");
        }
        return found;
    }

    /** A deadline that is set and cancelled: what the caller's thread has to do, without what the timer's own does later. */
    @Benchmark
    public Timeout timerOfEachCall(Timers timers) {
        Timeout timeout = timers.timer.newTimeout(late -> {}, DEADLINE_NANOS, TimeUnit.NANOSECONDS);
        if (!timeout.cancel()) {
            throw new IllegalStateException("a deadline of five seconds is over (expected: cancelled)");
        }
        return timeout;
    }

    /** Whether the time of any that wait is over, as each tick asks: it is not. */
    @Benchmark
    public int tick() {
        table.expire(0, late -> over++);
        if (over != 0) {
            throw new IllegalStateException(over + " calls are over (expected: none)");
        }
        return over;
    }

    /** The table does not look inside. */
    @SuppressWarnings("NullAway")
    private static PendingCall call() {
        return new PendingCall(null, null, Body.plain(Payload.of(new byte[0])), new byte[0], null);
    }
}
