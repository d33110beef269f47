package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Gathers the bytes of one hello, however they come, and keeps what follows it. Confined to the event loop. */
final class HelloBuffer implements AutoCloseable {
    private ByteBuf gathered = Unpooled.EMPTY_BUFFER;

    /**
     * Takes what was read, and owns it; returns how many bytes the hello has once they are all there, else 0. A
     * {@link ProtocolFault} where it is none.
     */
    int add(ByteBuf read) {
        if (gathered.isReadable()) {
            gathered.writeBytes(read);
            read.release();
        } else {
            gathered.release();
            gathered = read;
        }
        int whole = HandshakeCodec.wholeLength(gathered);
        return whole > 0 && whole <= gathered.readableBytes() ? whole : 0;
    }

    /** What was gathered, from the first byte of the hello or, once that was read, behind it. */
    ByteBuf bytes() {
        return gathered;
    }

    /** What is left; the caller owns it. */
    ByteBuf takeRest() {
        ByteBuf rest = gathered;
        gathered = Unpooled.EMPTY_BUFFER;
        return rest;
    }

    @Override
    public void close() {
        takeRest().release();
    }
}
