package io.volant.rpc.benchmarks.reference;

import static io.netty.handler.codec.ByteToMessageDecoder.MERGE_CUMULATOR;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Walks over all frames of one read in one loop; what is put into {@link #out} meanwhile is flushed once, after the read. Every
 * frame starts with the number of bytes that follow.
 *
 * <p>A buffer that has {@link #BATCH_BYTES} takes no more and is followed by another: one for everything may outgrow what Netty's pool
 * keeps.
 */
abstract class BatchHandler extends ChannelInboundHandlerAdapter {
    static final int BATCH_BYTES = 64 << 10;

    private static final int LONGEST = 1 << 26;

    private ByteBuf held = Unpooled.EMPTY_BUFFER; // an incomplete frame of the last read
    private @Nullable ByteBuf out;

    /** Handles the frame that stands at the reader index of {@code in}, behind its length, and ends before {@code end}. */
    abstract void onFrame(ChannelHandlerContext ctx, ByteBuf in, int end);

    /** Where the next frame is to be written, all of it. */
    final ByteBuf out(ChannelHandlerContext ctx) {
        ByteBuf buffer = out;
        if (buffer != null && buffer.readableBytes() >= BATCH_BYTES) {
            ctx.write(buffer, ctx.voidPromise());
            buffer = null;
        }
        if (buffer == null) {
            buffer = ctx.alloc().directBuffer();
            out = buffer;
        }
        return buffer;
    }

    /** Sends a frame that has a buffer of its own, as {@link #out} would, without copying it if it is direct. */
    final void put(ChannelHandlerContext ctx, ByteBuf frame) {
        if (!frame.isDirect()) {
            out(ctx).writeBytes(frame);
            return;
        }
        ByteBuf before = out;
        out = frame;
        if (before != null) {
            ctx.write(before, ctx.voidPromise());
        }
    }

    final void flush(ChannelHandlerContext ctx) {
        ByteBuf buffer = out;
        if (buffer != null) {
            out = null;
            ctx.writeAndFlush(buffer, ctx.voidPromise());
        }
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = MERGE_CUMULATOR.cumulate(ctx.alloc(), held, (ByteBuf) message);
        try {
            while (in.readableBytes() >= Integer.BYTES) {
                int start = in.readerIndex();
                int length = in.getInt(start);
                if (length < 0 || length > LONGEST) {
                    throw new IllegalStateException("frame length: " + length + " (expected: 0.." + LONGEST + ")");
                }
                if (in.readableBytes() < Integer.BYTES + length) {
                    break;
                }
                int end = start + Integer.BYTES + length;
                in.readerIndex(start + Integer.BYTES);
                onFrame(ctx, in, end);
                in.readerIndex(end);
            }
        } finally {
            if (in.isReadable()) {
                held = in;
            } else {
                in.release();
                held = Unpooled.EMPTY_BUFFER;
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
        ByteBuf rest = out;
        out = null;
        if (rest != null) {
            rest.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        cause.printStackTrace(); // on standard error, which the runner passes on
        ctx.close();
    }
}
