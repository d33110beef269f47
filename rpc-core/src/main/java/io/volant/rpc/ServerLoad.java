package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/** What a server last said of its load on one connection, and how long ago that was. Immutable. */
public final class ServerLoad {
    private final int inFlight;
    private final Duration queue;
    private final Duration age;

    private ServerLoad(int inFlight, Duration queue, Duration age) {
        this.inFlight = inFlight;
        this.queue = requireNonNull(queue, "queue");
        this.age = requireNonNull(age, "age");
    }

    /** As the answer to a question of the client tells it. */
    public static ServerLoad of(int inFlight, Duration queue, Duration age) {
        if (inFlight < 0) {
            throw new IllegalArgumentException("inFlight: " + inFlight + " (expected: >= 0)");
        }
        return new ServerLoad(inFlight, queue, age);
    }

    /** As the answer to a call tells it, which says nothing of other calls. */
    public static ServerLoad ofQueue(Duration queue, Duration age) {
        return new ServerLoad(CallTimeline.UNKNOWN, queue, age);
    }

    /** Calls of the connection that the server had not answered; empty when it did not say. */
    public OptionalInt inFlight() {
        return inFlight < 0 ? OptionalInt.empty() : OptionalInt.of(inFlight);
    }

    /** How long calls of the connection waited for a handler. */
    public Duration queue() {
        return queue;
    }

    /** How long ago the server said so. */
    public Duration age() {
        return age;
    }

    /** A clause such as {@code the server last said 12 calls in flight, 35 ms in its queue (0.4 s ago)}. */
    @Override
    public String toString() {
        String calls = inFlight < 0 ? "" : inFlight + (inFlight == 1 ? " call" : " calls") + " in flight, ";
        long tenths = (age.toMillis() + 50) / 100;
        return "the server last said " + calls + CallTimeline.millis(queue) + " ms in its queue (" + tenths / 10 + "."
                + tenths % 10 + " s ago)";
    }
}
