package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.volant.rpc.Payload;
import io.volant.rpc.Ticker;
import io.volant.rpc.WireMeter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has to send, and the turns in which it is sent: each turn is one buffer, one write and one flush.
 *
 * <p>A turn writes all control frames, at most 64 KiB or 256 of the small messages, and then always one fragment of the large
 * ones, round-robin among them; no more than two fragments are in the socket path at once, so that what is small never waits
 * long behind what is large. Messages wait here while the channel is not writable; control frames do not.
 *
 * <p>Confined to the event loop of the channel.
 */
final class Outbound {
    private static final int BATCH_BYTES = 64 << 10;
    private static final int BATCH_MESSAGES = 256;
    private static final int ESTIMATED_HEAD = 48;
    private static final int MANY_GIVEN_UP = 1_024;
    private static final long MUCH_GIVEN_UP = 1 << 20;

    private final Channel channel;
    private final Ticker ticker;
    private final FrameWriter writer;
    private final int fragment;
    private final int largestFrame;
    private final @Nullable SendClock clock;
    private final WireMeter meter;
    private final Runnable nextTurn;
    private final MessageHead head = new MessageHead();
    private final ArrayDeque<ControlFrame> control = new ArrayDeque<>();
    private final ArrayDeque<OutMessage> small = new ArrayDeque<>();
    private final FragmentRing large;
    private long smallBytes; // of the bodies in small
    private int givenUp;
    private long givenUpBytes;
    private boolean closed;

    /**
     * The way out of a connection.
     *
     * @param clock where CLOCK frames come from; null on the side that sends none
     * @param meter the bytes are told to
     * @param nextTurn asks for another {@link #turn} after what else the event loop has to do
     */
    Outbound(
            Channel channel,
            Ticker ticker,
            Agreement agreement,
            @Nullable SendClock clock,
            WireMeter meter,
            Runnable nextTurn) {
        this.channel = channel;
        this.ticker = ticker;
        this.writer = new FrameWriter(agreement.newChecksum());
        this.fragment = agreement.sendableFragment();
        this.largestFrame = agreement.sendableFrame();
        this.large = new FragmentRing(fragment, largestFrame);
        this.clock = clock;
        this.meter = meter;
        this.nextTurn = nextTurn;
    }

    void control(ControlFrame frame) {
        if (!closed) {
            control.add(frame);
        }
    }

    void add(OutMessage message) {
        if (closed) {
            message.onDropped();
            return;
        }
        int length = message.body().length();
        if (length > fragment) {
            large.add(new LargeMessage(message));
        } else {
            small.add(message);
            smallBytes += length;
        }
    }

    /** Sends no more of a message of which some was sent, and tells the receiver so. */
    void abort(OutMessage message, int callId, int code) {
        if (large.remove(message)) {
            control((writer, out) -> writer.fragmentAbort(out, callId, code));
        }
    }

    /** A message that waits here will not be sent: a large one is thrown out, and small ones once most of them are such. */
    void onGivenUp(OutMessage message) {
        if (large.remove(message)) {
            return;
        }
        givenUp++;
        givenUpBytes += message.body().length();
        if ((givenUp >= MANY_GIVEN_UP && givenUp > small.size() / 2)
                || (givenUpBytes >= MUCH_GIVEN_UP && givenUpBytes > smallBytes / 2)) {
            givenUp = 0;
            givenUpBytes = 0;
            small.removeIf(waiting -> {
                boolean over = waiting == message || waiting.isOver();
                smallBytes -= over ? waiting.body().length() : 0;
                return over;
            });
        }
    }

    boolean isEmpty() {
        return control.isEmpty() && small.isEmpty() && large.isEmpty();
    }

    /** Bytes of bodies that wait here. */
    long queuedBytes() {
        return smallBytes + large.unsentBytes();
    }

    /** Sends one turn's worth, and asks for another turn when something is left that can be sent now. */
    void turn() {
        boolean writable = channel.isWritable();
        if (closed || (control.isEmpty() && !(writable && hasMessages()))) {
            return;
        }
        ByteBuf out = NettyLoops.ALLOCATOR.directBuffer(estimate());
        Batch batch = null;
        try {
            writeControl(out);
            if (writable && hasMessages()) {
                long now = ticker.nanoTime();
                if (clock != null) {
                    clock.write(writer, out, now);
                }
                batch = writeSmall(out, now);
                batch = writeFragment(out, now, batch);
            }
        } catch (Throwable e) {
            out.release();
            throw e;
        }
        send(out, batch);
        if (writable && hasMessages() && channel.isWritable()) {
            nextTurn.run();
        }
    }

    /** Writes one last frame after what was sent before, forgetting what waits; the future ends when it is in the socket. */
    ChannelFuture sendLast(ControlFrame last) {
        close();
        ByteBuf out = NettyLoops.ALLOCATOR.directBuffer();
        last.write(writer, out);
        meter.onWritten(out.readableBytes());
        return channel.writeAndFlush(out);
    }

    /** Forgets what waits and takes nothing more. */
    void close() {
        closed = true;
        control.clear();
        small.forEach(OutMessage::onDropped);
        small.clear();
        smallBytes = 0;
        large.clear();
    }

    private boolean hasMessages() {
        return !small.isEmpty() || large.hasNext();
    }

    private int estimate() {
        long bytes = smallBytes + (long) ESTIMATED_HEAD * (1 + control.size() + small.size());
        return (int) Math.min(bytes, BATCH_BYTES) + (large.hasNext() ? fragment + ESTIMATED_HEAD : 0);
    }

    private void writeControl(ByteBuf out) {
        for (ControlFrame frame = control.poll(); frame != null; frame = control.poll()) {
            frame.write(writer, out);
        }
    }

    private @Nullable Batch writeSmall(ByteBuf out, long now) {
        Batch batch = null;
        for (int n = 0; n < BATCH_MESSAGES && out.readableBytes() < BATCH_BYTES; n++) {
            OutMessage message = small.poll();
            if (message == null) {
                break;
            }
            smallBytes -= message.body().length();
            try {
                batch = write(message, out, now, batch);
            } catch (Throwable e) {
                message.onDropped();
                throw e;
            }
        }
        return batch;
    }

    private @Nullable Batch write(OutMessage message, ByteBuf out, long now, @Nullable Batch batch) {
        Payload body = message.body();
        if (!message.begin(head, now)) {
            return batch;
        }
        if (writer.length(head, body.length()) > largestFrame) { // its elements leave too little room
            LargeMessage split = new LargeMessage(message);
            split.write(writer, head, out, fragment, largestFrame);
            large.add(split);
            return batch;
        }
        writer.message(out, head, body.array(), body.offset(), body.length());
        return onWritten(message, batch);
    }

    private @Nullable Batch writeFragment(ByteBuf out, long now, @Nullable Batch before) {
        LargeMessage written = large.writeNext(writer, head, out, now);
        if (written == null) {
            return before;
        }
        Batch batch = before == null ? new Batch() : before;
        batch.fragment = true;
        return written.left() == 0 ? onWritten(written.message, batch) : batch;
    }

    private @Nullable Batch onWritten(OutMessage message, @Nullable Batch before) {
        if (!message.onWritten()) {
            return before;
        }
        Batch batch = before == null ? new Batch() : before;
        batch.waiting.add(message);
        return batch;
    }

    private void send(ByteBuf out, @Nullable Batch batch) {
        if (!out.isReadable()) {
            out.release();
            return;
        }
        meter.onWritten(out.readableBytes());
        if (batch == null) {
            channel.writeAndFlush(out, channel.voidPromise());
        } else {
            channel.writeAndFlush(out).addListener(batch);
        }
    }

    /** A batch of which something is to be done when it is in the socket. */
    private final class Batch implements ChannelFutureListener {
        private final List<OutMessage> waiting = new ArrayList<>(0);
        private boolean fragment;

        @Override
        public void operationComplete(ChannelFuture future) {
            if (!future.isSuccess()) {
                channel.pipeline().fireExceptionCaught(future.cause());
                return;
            }
            waiting.forEach(OutMessage::onFlushed);
            if (fragment) {
                large.onFlushed();
                nextTurn.run(); // also behind the last: who looks after turns at what waits must see that it is gone
            }
        }
    }
}
