package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The client's end of the plain echo: as many new messages as have come back, once per read. Confined to the event loop. */
final class EchoedMessages extends ChannelInboundHandlerAdapter {
    private static final int TIMED = 7; // as in R3: one in eight
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private ByteBuf message = Unpooled.EMPTY_BUFFER;
    private int length = 1;
    private int inFlight = 1;
    private long[] started = {};
    private long sent;
    private long returned;
    private int partly; // bytes of the message that is coming back
    private long errors;
    private boolean stopping;
    private Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    private @Nullable CompletableFuture<PlainEcho.Tally> tally;

    void start(Channel channel, int count, int bytes, Duration time, CompletableFuture<PlainEcho.Tally> result) {
        tally = result;
        length = bytes;
        inFlight = count;
        message.release();
        message = Unpooled.directBuffer(bytes);
        for (int i = 0; i < bytes; i++) {
            message.writeByte(i * 31 + (i >> 8));
        }
        started = new long[count];
        sent = 0;
        returned = 0;
        partly = 0;
        errors = 0;
        stopping = false;
        latencies = new Histogram(LONGEST_NANOS, 3);
        channel.eventLoop().schedule(() -> stopping = true, time.toNanos(), TimeUnit.NANOSECONDS);
        send(channel, count);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        ByteBuf in = (ByteBuf) read;
        while (in.isReadable()) {
            int part = Math.min(length - partly, in.readableBytes());
            if (!ByteBufUtil.equals(message, partly, in, in.readerIndex(), part)) {
                errors++;
            }
            in.skipBytes(part);
            partly += part;
            if (partly == length) {
                partly = 0;
                if ((returned & TIMED) == 0) {
                    long nanos = System.nanoTime() - started[(int) (returned % inFlight)];
                    latencies.recordValue(Math.min(LONGEST_NANOS, nanos));
                }
                returned++;
            }
        }
        in.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!stopping) {
            send(ctx.channel(), (int) (inFlight - (sent - returned)));
            return;
        }
        CompletableFuture<PlainEcho.Tally> waiting = tally;
        if (sent == returned && waiting != null) {
            tally = null;
            waiting.complete(new PlainEcho.Tally(returned, errors, latencies));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (tally != null) {
            tally.completeExceptionally(new IllegalStateException("plain echo: the server closed the connection"));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        message.release();
        message = Unpooled.EMPTY_BUFFER;
    }

    private void send(Channel channel, int count) {
        if (count == 0) {
            return;
        }
        ByteBuf out = channel.alloc().directBuffer(count * length);
        for (int i = 0; i < count; i++) {
            if ((sent & TIMED) == 0) {
                started[(int) (sent % inFlight)] = System.nanoTime();
            }
            sent++;
            out.writeBytes(message, 0, length);
        }
        channel.writeAndFlush(out, channel.voidPromise());
    }
}
