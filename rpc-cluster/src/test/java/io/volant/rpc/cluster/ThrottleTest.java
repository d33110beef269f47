package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a throttle does for a server that has a limit, in simulated time: a refusal costs the server a twentieth of what a call costs,
 * and calls come whether others are answered or not.
 */
class ThrottleTest {
    private static final double CAPACITY = 1_000; // calls a second
    private static final double REFUSAL = 0.05; // of what a call costs
    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5); // it wraps

    private final Random random = new Random(7);
    private long now = START;
    private long calls;
    private double spare = 10; // calls that the server has time for
    private double capacity = CAPACITY;

    private Throttle throttle(double accepts) {
        return new Throttle(accepts, () -> calls, () -> now, random::nextDouble);
    }

    private record Seen(int good, int keptBack, int refused) {}

    /** Calls at so many times the capacity for so long. */
    private Seen load(Throttle throttle, double load, double seconds) {
        long between = (long) (1e9 / (CAPACITY * load));
        int good = 0;
        int kept = 0;
        int refused = 0;
        for (long left = (long) (seconds * 1e9); left > 0; left -= between) {
            now += between;
            spare = Math.min(10, spare + between * capacity / 1e9);
            calls++;
            if (throttle.keepsBack()) {
                kept++;
            } else if (spare >= 1) {
                spare--;
                good++;
            } else {
                spare -= REFUSAL;
                refused++;
                throttle.onRefused();
            }
        }
        return new Seen(good, kept, refused);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 3, 10, 20})
    void underAnyLoadTheServerDoesNearlyAllThatItCan(double load) {
        Throttle throttle = throttle(2);
        load(throttle, load, 2);

        Seen seen = load(throttle, load, 10);

        assertThat(seen.good() / (10 * CAPACITY)).isGreaterThan(0.9);
    }

    @Test
    void withoutItRefusalsTakeTheServersTime() {
        Throttle none = throttle(0);
        load(none, 10, 2);

        Seen seen = load(none, 10, 10);

        assertThat(seen.keptBack()).isZero();
        assertThat(seen.good() / (10 * CAPACITY)).isLessThan(0.6);
    }

    @Test
    void nothingIsKeptBackBelowTheCapacity() {
        assertThat(load(throttle(2), 0.9, 10).keptBack()).isZero();
    }

    @Test
    void halfAsManyAgainAreAllLetThrough() {
        Seen seen = load(throttle(2), 1.5, 10);

        assertThat(seen.refused()).isPositive();
        assertThat(seen.keptBack()).isZero();
    }

    @Test
    void whenTheLoadIsOverEveryCallIsSentATenthOfASecondLater() {
        Throttle throttle = throttle(2);
        assertThat(load(throttle, 10, 10).keptBack()).isPositive();

        load(throttle, 0.5, 0.2);

        assertThat(throttle.isOn()).isFalse();
        assertThat(load(throttle, 0.5, 10)).isEqualTo(new Seen(5_000, 0, 0));
    }

    @Test
    void whenTheServersRecoverUnderTheLoadItIsOverWithinAMoment() {
        Throttle throttle = throttle(2);
        capacity = CAPACITY / 100;
        load(throttle, 1, 10);
        capacity = 2 * CAPACITY;

        load(throttle, 1, 1);

        assertThat(load(throttle, 1, 10)).isEqualTo(new Seen(10_000, 0, 0));
    }

    @Test
    void aServerThatRefusesEverythingIsStillAsked() {
        Throttle throttle = throttle(2);
        capacity = 0;
        load(throttle, 10, 5);

        Seen seen = load(throttle, 10, 10);

        assertThat(seen.refused()).isBetween(1_000, 10_000); // of 100,000
        assertThat(throttle.chance()).isLessThanOrEqualTo(0.95);
    }
}
