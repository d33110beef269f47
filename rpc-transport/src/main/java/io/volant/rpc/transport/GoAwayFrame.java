package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;

/**
 * The payload of a GOAWAY: its sender accepts no further calls on this connection.
 *
 * @param reason aux of the frame, one of the constants here; unknown ones mean {@link #SHUTDOWN}
 * @param received how many REQUEST and ONEWAY first frames its sender has read; later ones were not
 *     executed and are not answered
 * @param draining accepted calls are still answered
 * @param graceMillis how long the sender gives accepted calls to finish
 * @param text for people
 */
record GoAwayFrame(int reason, long received, boolean draining, int graceMillis, String text) {
    /** The process goes away, or takes itself out of use. */
    static final int SHUTDOWN = 1;

    /** The peer broke the protocol; the text names the rule. */
    static final int PROTOCOL_FAULT = 2;

    /** The peer asks for too much: floods of pings, of cancels, replies never read. */
    static final int FLOOD = 3;

    /** The sender met a fault of its own. */
    static final int INTERNAL = 4;

    /** The connection is old: the process goes on, and takes calls on another connection. */
    static final int RETIRED = 5;

    /** The client wants nothing of this connection any more, neither answers nor to ask again for them. */
    static final int DONE = 6;

    private static final int FLAG_DRAINING = 1;
    private static final int FLAG_PROTOCOL_FAULT = 2;
    private static final int MAX_TEXT = 1024;

    GoAwayFrame {
        requireNonNull(text, "text");
    }

    /** The GOAWAY that answers a fault of the peer. */
    static GoAwayFrame of(ProtocolFault fault, long received) {
        boolean flood = fault.rule() == Rule.PING_FLOOD || fault.rule() == Rule.CALL_FLOOD;
        return new GoAwayFrame(flood ? FLOOD : PROTOCOL_FAULT, received, false, 0, String.valueOf(fault.getMessage()));
    }

    /** The GOAWAY of a server that shuts down. */
    static GoAwayFrame shuttingDown(long received, int graceMillis) {
        return new GoAwayFrame(SHUTDOWN, received, true, graceMillis, "shutting down");
    }

    /** The GOAWAY that ends an old connection. */
    static GoAwayFrame retiring(long received, int graceMillis) {
        return new GoAwayFrame(RETIRED, received, true, graceMillis, "old connection");
    }

    /** The GOAWAY of a client that closes. */
    static GoAwayFrame done() {
        return new GoAwayFrame(DONE, 0, false, 0, "closing");
    }

    void write(ByteBuf out) {
        Varint.write64(out, received);
        out.writeByte((draining ? FLAG_DRAINING : 0) | (reason == PROTOCOL_FAULT ? FLAG_PROTOCOL_FAULT : 0));
        Varint.write32(out, graceMillis);
        WireString.write(out, WireString.cut(text, MAX_TEXT));
    }

    /** Reads the payload of a frame with this aux; malformed is a {@link ProtocolFault}. */
    static GoAwayFrame read(int reason, ByteBuf payload) {
        int end = payload.writerIndex();
        long received = Varint.read64(payload, end);
        ControlPayload.need(payload, end, 1, "GOAWAY");
        int flags = payload.readUnsignedByte();
        int graceMillis = Varint.read32(payload, end);
        String text = WireString.read(payload, end, MAX_TEXT, "GOAWAY text");
        boolean fault = (flags & FLAG_PROTOCOL_FAULT) != 0;
        return new GoAwayFrame(
                fault ? PROTOCOL_FAULT : reason, received, (flags & FLAG_DRAINING) != 0, graceMillis, text);
    }
}
