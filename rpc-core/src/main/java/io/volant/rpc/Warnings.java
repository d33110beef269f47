package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * Logs what may come in floods: of each kind one a second, with the number of those that were kept back since the last one.
 * Thread-safe.
 *
 * <p>A kind is a format string, which is a constant of the code; what comes into the log is never an argument of a call.
 */
public final class Warnings {
    /** So that kinds made of what users and peers bring cannot fill the memory. */
    private static final int MOST_KINDS = 1_000;

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Ticker ticker;
    private final ConcurrentMap<String, Limit> kinds = new ConcurrentHashMap<>();

    public Warnings(Ticker ticker) {
        this.ticker = requireNonNull(ticker, "ticker");
    }

    /** Logs at WARN; {@code format} begins with {@code event=} and its stable key. A last argument may be a Throwable. */
    public void warn(Logger log, String format, Object... arguments) {
        long kept = permit(format);
        if (kept >= 0) {
            log.warn(format + suppressed(kept), arguments);
        }
    }

    /** As {@link #warn}, at ERROR. */
    public void error(Logger log, String format, Object... arguments) {
        long kept = permit(format);
        if (kept >= 0) {
            log.error(format + suppressed(kept), arguments);
        }
    }

    /** How many of the kind were kept back since the last that was not; negative when this one is to be kept back, too. */
    long permit(String kind) {
        Limit limit = kinds.get(kind);
        if (limit == null) {
            String bounded = kinds.size() < MOST_KINDS ? kind : "";
            limit = kinds.computeIfAbsent(bounded, first -> new Limit(ticker.nanoTime() - INTERVAL_NANOS));
        }
        return limit.permit(ticker.nanoTime());
    }

    /** What stands behind an event before which {@code kept} others were kept back. */
    static String suppressed(long kept) {
        return kept == 0 ? "" : " suppressed=" + kept;
    }

    private static final class Limit {
        private final AtomicLong lastNanos;
        private final LongAdder kept = new LongAdder();

        Limit(long lastNanos) {
            this.lastNanos = new AtomicLong(lastNanos);
        }

        long permit(long now) {
            long last = lastNanos.get();
            if (now - last < INTERVAL_NANOS || !lastNanos.compareAndSet(last, now)) {
                kept.increment();
                return -1;
            }
            return kept.sumThenReset();
        }
    }
}
