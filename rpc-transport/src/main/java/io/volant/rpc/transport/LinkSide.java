package io.volant.rpc.transport;

/** What the frames of a {@link Link} mean: that of the caller or that of the callee. All methods are called on the event loop. */
interface LinkSide {
    /** A frame of a call or of a binding, or CLOCK or GOAWAY. A {@link ProtocolFault} ends the connection. */
    void onFrame(FrameHeader frame);

    /** Called as {@link LoopTick.Ticked#onTick}. */
    void onTick(long nowNanos);

    /** What the peer is: {@code the server} or {@code the client}. */
    String peerRole();

    /** Calls that are in flight. */
    int inFlight();

    /** How long the calls that are in flight wait for a handler, in microseconds; for a PONG. */
    default int queueMicros(long nowNanos) {
        return 0;
    }

    /** The peer answered a PING. */
    default void onPong(Pong pong) {}

    /** Whether calls in flight are reason to ask a silent peer whether it lives. */
    boolean expectsAnswers();

    /** How many calls this side has read, for the GOAWAY that ends the connection. */
    long received();

    /** The peer takes longer to answer a PING than a live one does, or gave a sign of life again. */
    default void onSuspect(boolean suspect) {}

    /** Something was written, or could not be: look whether what waited for that can go on. */
    void afterTurn();

    /** The connection is over; called once. {@code reason} is a clause such as {@code localhost:50051 closed the connection}. */
    void onEnd(String reason);

    /** Makes the side of a link, while the link is made. */
    @FunctionalInterface
    interface Factory<S extends LinkSide> {
        S create(Link<S> link);
    }
}
