package io.volant.rpc.testing;

/** What one side of a simulated connection tells the other. */
enum SignalKind {
    /** A client wants to connect. */
    OPEN,
    /** The server accepted it. */
    OPENED,
    /** Nobody listens there. */
    REFUSED,
    BYTES,
    /** The sender sends no more. */
    END,
    /** The sender is gone. */
    RESET
}
