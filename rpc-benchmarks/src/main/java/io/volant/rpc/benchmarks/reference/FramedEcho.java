package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** The server's end of R3: decodes the header of every request and sends its body back under a header of its own. */
final class FramedEcho extends BatchHandler {
    @Override
    void onFrame(ChannelHandlerContext ctx, ByteBuf in, int end) {
        int head = in.readInt();
        int id = in.readInt();
        if (head >>> 24 != FramedSlots.REQUEST) {
            throw new IllegalStateException("R3: unexpected frame " + Integer.toHexString(head));
        }
        int length = end - in.readerIndex();
        out(ctx).writeInt(FramedSlots.HEAD_AFTER_LENGTH + length)
                .writeInt(FramedSlots.RESPONSE << 24)
                .writeInt(id)
                .writeBytes(in, length);
    }
}
