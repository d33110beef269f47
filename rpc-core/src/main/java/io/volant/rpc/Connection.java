package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/**
 * A way to one server. As an {@link Invoker} it completes every call exactly once, also when the connection, the server or this
 * side goes away. Thread-safe.
 */
public interface Connection extends Invoker, AutoCloseable {
    /** Life of a connection; it only moves downwards. */
    enum State {
        /** Calls can be made. */
        READY,
        /** Calls in flight go on; a new one is answered {@link Status#UNAVAILABLE}, {@link Outcome#NOT_SENT}. */
        DRAINING,
        /** Nothing goes on any more. */
        CLOSED
    }

    State state();

    Peer peer();

    /** Calls sent or queued and not answered. */
    int inFlight();

    /** The most that may be in flight; what comes then is answered {@link Status#OVERLOADED}, {@link Outcome#NOT_SENT}. */
    int mostInFlight();

    /** Passes every later state, on the connection's thread; must not block. Passes the present one at once when that is not READY. */
    void onState(Consumer<State> listener);

    /** Whether the server, asked for a sign of life, has given none for 250 ms; any byte clears it, 5 s of silence close the connection. */
    default boolean suspect() {
        return false;
    }

    /** Passes every later change of {@link #suspect}, on the connection's thread; must not block. */
    default void onSuspect(Consumer<Boolean> listener) {}

    /** Whether both lead to the same running server, as far as this one can tell. */
    default boolean sameServer(Connection other) {
        return true;
    }

    /**
     * Passes call and length of every reply that comes in pieces, when its first one has come, from now on to {@code listener} alone,
     * on the connection's thread; must not block. Nothing is passed where long replies hold up no others.
     */
    default void onLargeReply(ObjIntConsumer<Request> listener) {}

    /**
     * Hands calls that this connection certainly did not carry out, because it drains, has ended or is full, to {@code redirect} from
     * now on; until then they end as {@link Status#UNAVAILABLE} or {@link Status#OVERLOADED}. Calls under way when the server goes away
     * are handed over on the connection's thread, as are those that {@link LostCall may have been executed}.
     */
    void redirect(Redirect redirect);

    /** Makes no more calls, waits at most {@code atMost} for those in flight, then closes; never blocks. */
    CompletableFuture<Void> drain(Duration atMost);

    /** Completes every call in flight with {@link Status#UNAVAILABLE} and releases the connection. Idempotent; does not block. */
    @Override
    void close();
}
