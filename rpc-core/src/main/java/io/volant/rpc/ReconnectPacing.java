package io.volant.rpc;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt to connect: the arithmetic alone.
 *
 * <p>After a connection that worked the next attempt comes at once, within 20 ms so that the clients of a server do not come back
 * in the same moment. After a failure it comes 0.2 s later, then each time 1.6 times as late as before, at most 5 s, all ± 20 %.
 * Whoever lived for less than 100 ms did not work: a server that accepts and closes is not besieged.
 *
 * <p>Confined to its holder's lock.
 */
final class ReconnectPacing {
    private static final long MOST_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long BASE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long WORKED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double FACTOR = 1.6;
    private static final double SPREAD = 0.2;

    private final DoubleSupplier random;
    private double nominal = (double) BASE_NANOS; // of the next failure

    /** @param random numbers from 0 to 1 */
    ReconnectPacing(DoubleSupplier random) {
        this.random = random;
    }

    /** The delay after the loss of a connection that was open for so long. */
    long afterLoss(long openNanos) {
        if (openNanos < WORKED_NANOS) {
            return afterFailure();
        }
        nominal = (double) BASE_NANOS;
        return (long) (random.getAsDouble() * MOST_FIRST_NANOS);
    }

    /** The delay after an attempt that failed. */
    long afterFailure() {
        double delay = nominal;
        nominal = Math.min((double) MOST_NANOS, nominal * FACTOR);
        return spread(delay);
    }

    /** Begins again with the shortest delay, which it returns. */
    long restart() {
        nominal = (double) BASE_NANOS;
        return spread(nominal);
    }

    private long spread(double delay) {
        return (long) (delay * (1 - SPREAD + 2 * SPREAD * random.getAsDouble()));
    }
}
