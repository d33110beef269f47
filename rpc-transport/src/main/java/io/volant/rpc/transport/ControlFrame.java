package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;

/** A frame without a message: written before all messages of its turn. */
@FunctionalInterface
interface ControlFrame {
    void write(FrameWriter writer, ByteBuf out);
}
