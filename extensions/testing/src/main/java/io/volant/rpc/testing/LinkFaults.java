package io.volant.rpc.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a {@link FaultProxy} does to one direction of a connection; several things at a time, where they go together.
 *
 * @param flow whether anything arrives at all
 * @param delay how much later everything arrives
 * @param jitter at most how much later still, as the dice of the seed fall; nothing overtakes what was sent before it
 * @param bytesPerSecond how much arrives in a second; {@link #UNLIMITED}
 * @param damage for each byte, the chance that one of its bits is turned over; 0 to 1
 * @param duplication for each byte, the chance that it and up to 63 before it arrive a second time behind it; 0 to 1
 * @param truncateAfter how many bytes arrive from now on before the stream ends and the rest is lost; {@link #UNLIMITED}
 */
public record LinkFaults(
        Flow flow,
        Duration delay,
        Duration jitter,
        long bytesPerSecond,
        double damage,
        double duplication,
        long truncateAfter) {
    /** No bound for a number of bytes. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final LinkFaults NONE =
            new LinkFaults(Flow.PASS, Duration.ZERO, Duration.ZERO, UNLIMITED, 0, 0, UNLIMITED);

    /** Whether anything arrives. */
    public enum Flow {
        /** What is sent arrives. */
        PASS,
        /** Nothing arrives, and the sender does not hear of that: also the end of the stream, and its reset, is lost. */
        LOSE,
        /** Nothing arrives for now; it does when the flow passes again. */
        HOLD
    }

    public LinkFaults {
        requireNonNull(flow, "flow");
        checkTime("delay", delay);
        checkTime("jitter", jitter);
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond: " + bytesPerSecond + " (expected: at least 1)");
        }
        checkChance("damage", damage);
        checkChance("duplication", duplication);
        if (truncateAfter < 0) {
            throw new IllegalArgumentException("truncateAfter: " + truncateAfter + " (expected: at least 0)");
        }
    }

    /** A good line. */
    public static LinkFaults none() {
        return NONE;
    }

    /** A line on which everything is lost, unseen by the sender. */
    public static LinkFaults lost() {
        return NONE.withFlow(Flow.LOSE);
    }

    /** A line that holds everything back. */
    public static LinkFaults held() {
        return NONE.withFlow(Flow.HOLD);
    }

    public LinkFaults withFlow(Flow changed) {
        return new LinkFaults(changed, delay, jitter, bytesPerSecond, damage, duplication, truncateAfter);
    }

    public LinkFaults withDelay(Duration changed) {
        return new LinkFaults(flow, changed, jitter, bytesPerSecond, damage, duplication, truncateAfter);
    }

    public LinkFaults withJitter(Duration changed) {
        return new LinkFaults(flow, delay, changed, bytesPerSecond, damage, duplication, truncateAfter);
    }

    public LinkFaults withBytesPerSecond(long changed) {
        return new LinkFaults(flow, delay, jitter, changed, damage, duplication, truncateAfter);
    }

    public LinkFaults withDamage(double changed) {
        return new LinkFaults(flow, delay, jitter, bytesPerSecond, changed, duplication, truncateAfter);
    }

    public LinkFaults withDuplication(double changed) {
        return new LinkFaults(flow, delay, jitter, bytesPerSecond, damage, changed, truncateAfter);
    }

    public LinkFaults withTruncateAfter(long changed) {
        return new LinkFaults(flow, delay, jitter, bytesPerSecond, damage, duplication, changed);
    }

    boolean delays() {
        return !delay.isZero() || !jitter.isZero();
    }

    /** @param fraction of the jitter, 0 to 1 */
    long delayNanos(double fraction) {
        return delay.toNanos() + (long) (jitter.toNanos() * fraction);
    }

    private static void checkTime(String what, Duration time) {
        if (requireNonNull(time, what).isNegative() || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(what + ": " + time + " (expected: 0 to 1 hour)");
        }
    }

    private static void checkChance(String what, double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException(what + ": " + chance + " (expected: 0 to 1)");
        }
    }
}
