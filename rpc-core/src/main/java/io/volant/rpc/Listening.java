package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An address on which a server accepts connections. Thread-safe. */
public interface Listening extends AutoCloseable {
    /** The bound address; its port is the real one where 0 was asked for. */
    Endpoint address();

    /**
     * Accepts no more connections, tells every peer that it is going away, lets accepted calls finish for at most {@code atMost},
     * answers the rest with {@link Status#UNAVAILABLE}, and closes. Completes normally when all is closed; never blocks.
     */
    CompletableFuture<Void> drain(Duration atMost);

    /** Like {@link #drain} without waiting for calls. Idempotent; does not block. */
    @Override
    void close();
}
