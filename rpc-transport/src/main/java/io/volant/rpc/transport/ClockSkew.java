package io.volant.rpc.transport;

/**
 * How old what arrives is, from the peer's CLOCK frames: the arithmetic alone, on given times.
 *
 * <p>The clocks of two machines differ by an unknown amount, but {@code received − clock} is least
 * when nothing delayed the frame. That least value is kept, and rises by 100 µs per second so that a
 * slowly drifting clock does not count as delay. What lies above it is age: time spent in a paused
 * process, a full socket or a partition that healed.
 *
 * <p>A peer that has sent a CLOCK puts another one before whatever it sends 50 ms later. So what comes
 * long after the last CLOCK without a new one was itself delayed, and its age grows with the wait.
 *
 * <p>Confined to the event loop. All times in microseconds.
 */
final class ClockSkew {
    /** A sender's CLOCK is repeated before a batch once it is this old. */
    static final long INTERVAL_MICROS = 50_000;

    /** How long after a CLOCK something may come without being counted as delayed. */
    private static final long SLACK_MICROS = 2 * INTERVAL_MICROS;

    /** The least offset rises by one microsecond per so many. */
    private static final long MICROS_PER_RISE = 10_000;

    private boolean known;
    private long least;
    private long risenAt;
    private long lastOffset;
    private long lastReceived;

    /** A CLOCK that said {@code clock} was read at {@code received}. */
    void onClock(long received, long clock) {
        long offset = received - clock;
        if (!known) {
            known = true;
            least = offset;
            risenAt = received;
        }
        long rise = Math.max(0, (received - risenAt) / MICROS_PER_RISE);
        risenAt += rise * MICROS_PER_RISE;
        least = Math.min(least + rise, offset);
        lastOffset = offset;
        lastReceived = received;
    }

    /** For how long what is read at {@code received} was under way beyond the usual; 0 when unknown. */
    long ageMicros(long received) {
        if (!known) {
            return 0;
        }
        long atClock = lastOffset - least;
        long sinceClock = received - lastReceived - SLACK_MICROS;
        return sinceClock <= 0 ? atClock : atClock + sinceClock;
    }
}
