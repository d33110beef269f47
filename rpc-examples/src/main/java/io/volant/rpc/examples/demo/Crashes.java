package io.volant.rpc.examples.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When servers crashed, and what became of the calls that met it. Thread-safe.
 *
 * <p>The <em>recovery</em> is the time from a crash until the last call has ended that was under way then, or failed since, or has an
 * outcome that nobody knows; of several crashes it is the longest.
 */
final class Crashes {
    /** So much before or after a crash a connection may break because of it: the crash and the break are noticed apart. */
    private static final long AROUND_NANOS = Duration.ofSeconds(2).toNanos();

    private static final int MOST_DOUBTS = 1_000_000;

    private final List<Long> times = new CopyOnWriteArrayList<>();
    private final Queue<Doubt> doubts = new ConcurrentLinkedQueue<>();
    private final AtomicLong doubted = new AtomicLong();
    private final AtomicLong longest = new AtomicLong(-1);

    /** A call that may not be made again, whose outcome nobody knows, and when that was told. */
    private record Doubt(long call, long atNanos) {}

    /** A server crashes now. */
    void happened() {
        times.add(System.nanoTime());
    }

    /** A call has ended. */
    void ended(long call, CallKind kind, CallState state, long startNanos) {
        int crashes = times.size();
        if (crashes == 0 && !state.isError()) {
            return;
        }
        long now = System.nanoTime();
        if (state == CallState.UNKNOWN && !kind.idempotent() && doubted.incrementAndGet() <= MOST_DOUBTS) {
            doubts.add(new Doubt(call, now));
        }
        if (crashes > 0) {
            long crash = times.get(crashes - 1);
            if (startNanos - crash < 0 || state.isError()) {
                longest.accumulateAndGet(now - crash, Math::max);
            }
        }
    }

    /** Notes of all calls whose outcome is unknown because of a crash that they are in doubt, which is no error. */
    void explain(CallLog log) {
        for (Doubt doubt = doubts.poll(); doubt != null; doubt = doubts.poll()) {
            long at = doubt.atNanos();
            if (times.stream().anyMatch(crash -> Math.abs(at - crash) < AROUND_NANOS)) {
                log.end(doubt.call(), CallState.IN_DOUBT);
            }
        }
    }

    /** Empty when no server crashed, or no call met it. */
    Optional<Duration> recovery() {
        long nanos = longest.get();
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }
}
