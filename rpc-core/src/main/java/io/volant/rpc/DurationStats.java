package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How long calls took: in sum, at most, and how many of them within which bounds. Immutable.
 *
 * @param counts for each of {@link #bounds()} how many calls took at most so long, and longer than the bound before; then how many
 *     took longer than all bounds
 */
public record DurationStats(Duration total, Duration max, List<Long> counts) {
    private static final List<Duration> BOUNDS = LongStream.of(
                    50,
                    100,
                    250,
                    500,
                    1_000,
                    2_500,
                    5_000,
                    10_000,
                    25_000,
                    50_000,
                    100_000,
                    250_000,
                    500_000,
                    1_000_000,
                    2_500_000,
                    5_000_000,
                    10_000_000,
                    30_000_000,
                    60_000_000)
            .mapToObj(micros -> Duration.ofNanos(1_000 * micros))
            .toList();
    private static final DurationStats NONE =
            new DurationStats(Duration.ZERO, Duration.ZERO, Collections.nCopies(BOUNDS.size() + 1, 0L));

    public DurationStats {
        requireNonNull(total, "total");
        requireNonNull(max, "max");
        counts = List.copyOf(counts);
        if (counts.size() != BOUNDS.size() + 1) {
            throw new IllegalArgumentException(
                    "counts: " + counts.size() + " (expected: " + (BOUNDS.size() + 1) + ", one more than bounds)");
        }
    }

    /** From 50 µs to 60 s, ascending; the same for every method, client and server. */
    public static List<Duration> bounds() {
        return BOUNDS;
    }

    static DurationStats none() {
        return NONE;
    }

    /** How many calls there were. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The mean; zero when there were no calls. */
    public Duration mean() {
        long count = count();
        return count == 0 ? Duration.ZERO : total.dividedBy(count);
    }

    /**
     * A duration that at least the share {@code q} of the calls did not exceed: the bound above it, or the maximum where that is
     * less. Zero when there were no calls.
     */
    public Duration quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("q: " + q + " (expected: 0..1)");
        }
        long rank = Math.max(1, (long) Math.ceil(q * count()));
        long seen = 0;
        for (int i = 0; i < BOUNDS.size(); i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                return BOUNDS.get(i).compareTo(max) < 0 ? BOUNDS.get(i) : max;
            }
        }
        return max;
    }

    /** Both together. */
    DurationStats plus(DurationStats other) {
        List<Long> sums = new ArrayList<>(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            sums.add(counts.get(i) + other.counts.get(i));
        }
        return new DurationStats(total.plus(other.total), max.compareTo(other.max) < 0 ? other.max : max, sums);
    }
}
