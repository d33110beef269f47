package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The point in time, on one ticker, after which nobody waits for a call any more. Immutable. */
public record Deadline(long atNanos, Ticker ticker) {
    public Deadline {
        requireNonNull(ticker, "ticker");
    }

    /** The deadline {@code timeout} from now. */
    public static Deadline after(Duration timeout, Ticker ticker) {
        return new Deadline(ticker.nanoTime() + Durations.nanos(timeout), ticker);
    }

    /** Nanoseconds left; zero or negative once expired. */
    public long remainingNanos() {
        return atNanos - ticker.nanoTime(); // subtract first: nanoTime may wrap
    }

    /** Time left, zero once expired. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    public boolean expired() {
        return remainingNanos() <= 0;
    }

    /** Whether this deadline comes before {@code other}; both are on the same ticker. */
    public boolean isBefore(Deadline other) {
        return atNanos - other.atNanos < 0;
    }
}
