package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The client's end of R3. Confined to the event loop. */
final class FramedSlots extends BatchHandler {
    static final byte REQUEST = 0x10;
    static final byte RESPONSE = 0x11;
    /** Type, flags, method and call id: what stands between the length and the body. */
    static final int HEAD_AFTER_LENGTH = 8;

    private static final int SLOT_BITS = 14;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int GENERATION_MASK = (1 << 17) - 1;
    private static final int TIMED_SLOTS = 7; // a clock read per call would cost as much as the call
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ByteBuf[] questions;
    private int asked;
    private int[] generations = {};
    private ByteBuf[] pending = {};
    private long[] started = {};
    private int open;
    private long calls;
    private long errors;
    private boolean stopping;
    private Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    private @Nullable CompletableFuture<FramedPipelined.Tally> tally;

    FramedSlots(List<String> questions) {
        this.questions = questions.stream()
                .map(question -> Unpooled.copiedBuffer(question, StandardCharsets.UTF_8))
                .toArray(ByteBuf[]::new);
    }

    void start(Channel channel, int inFlight, Duration time, CompletableFuture<FramedPipelined.Tally> tally) {
        this.tally = tally;
        generations = new int[inFlight];
        pending = new ByteBuf[inFlight];
        started = new long[inFlight];
        open = inFlight;
        calls = 0;
        errors = 0;
        stopping = false;
        latencies = new Histogram(LONGEST_NANOS, 3);
        channel.eventLoop().schedule(() -> stopping = true, time.toNanos(), TimeUnit.NANOSECONDS);
        ByteBuf first = channel.alloc().directBuffer();
        for (int slot = 0; slot < inFlight; slot++) {
            ask(slot, first);
        }
        channel.writeAndFlush(first, channel.voidPromise());
    }

    @Override
    void onFrame(ChannelHandlerContext ctx, ByteBuf in, int end) {
        int head = in.readInt(); // type, flags, method
        int id = in.readInt();
        int slot = id & SLOT_MASK;
        if (head >>> 24 != RESPONSE || slot >= pending.length || id >>> SLOT_BITS != generations[slot]) {
            throw new IllegalStateException("R3: unexpected frame " + Integer.toHexString(head) + " for call " + id);
        }
        ByteBuf question = pending[slot];
        int length = end - in.readerIndex();
        calls++;
        if (length != question.readableBytes() || !ByteBufUtil.equals(question, 0, in, in.readerIndex(), length)) {
            errors++;
        }
        if ((slot & TIMED_SLOTS) == 0) {
            latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - started[slot]));
        }
        if (stopping) {
            open--;
            return;
        }
        ask(slot, out(ctx));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        super.channelReadComplete(ctx);
        CompletableFuture<FramedPipelined.Tally> waiting = tally;
        if (open == 0 && waiting != null) {
            tally = null;
            waiting.complete(new FramedPipelined.Tally(calls, errors, latencies));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (tally != null) {
            tally.completeExceptionally(new IllegalStateException("R3: the server closed the connection"));
        }
    }

    private void ask(int slot, ByteBuf buffer) {
        ByteBuf question = questions[asked];
        asked = asked + 1 == questions.length ? 0 : asked + 1;
        pending[slot] = question;
        generations[slot] = (generations[slot] + 1) & GENERATION_MASK;
        if ((slot & TIMED_SLOTS) == 0) {
            started[slot] = System.nanoTime();
        }
        buffer.writeInt(HEAD_AFTER_LENGTH + question.readableBytes())
                .writeInt(REQUEST << 24)
                .writeInt(generations[slot] << SLOT_BITS | slot)
                .writeBytes(question, 0, question.readableBytes());
    }
}
