package io.volant.rpc.transport;

import io.volant.rpc.Payload;

/** A REQUEST, ONEWAY, RESPONSE or ERROR on its way out. All methods are called on the event loop. */
interface OutMessage {
    /**
     * Describes the message, right before its first byte is written; false when it is not to be sent any more.
     *
     * @param nowNanos the time on the runtime's ticker
     */
    boolean begin(MessageHead head, long nowNanos);

    /** Whether it ended while it waited, so that {@link #begin} would say no. */
    boolean isOver();

    /** The body as it is sent; the same at every call. */
    Payload body();

    /** Its last byte was written. Returns whether {@link #onFlushed} is wanted. */
    boolean onWritten();

    /** It will not be sent, because the connection ends. */
    default void onDropped() {}

    /** Its last byte went to the socket. */
    void onFlushed();
}
