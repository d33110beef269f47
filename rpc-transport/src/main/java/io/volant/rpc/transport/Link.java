package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.volant.rpc.PeerText;
import io.volant.rpc.Ticker;
import io.volant.rpc.WireMeter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection after its handshake: takes frames apart, gathers what is to be sent, and sees to it that the connection ends
 * once, for one reason. What frames mean is the business of its {@link LinkSide}.
 *
 * <p>All of it is confined to the event loop of the channel, but for {@link #submit}.
 *
 * @param <S> the side that this process is on
 */
final class Link<S extends LinkSide> extends ChannelInboundHandlerAdapter implements FrameSplitter.Sink {
    private static final Logger log = LoggerFactory.getLogger(Link.class);
    private static final long LINGER_MILLIS = 1_000;

    /** Life of a link; it only moves downwards. */
    private enum State {
        OPEN,
        /** The last frame was sent, and what still comes is thrown away. */
        LINGERING,
        CLOSED
    }

    private final Channel channel;
    private final EventLoop loop;
    private final Ticker ticker;
    private final String peer;
    private final FrameSplitter splitter;
    private final FrameReader reader;
    private final Outbound outbound;
    private final LoopCrossing crossing;
    private final WireMeter meter;
    private final S side;
    private final LinkWatch watch;
    private State state = State.OPEN;
    private boolean ended; // the side was told
    private boolean reading;
    private boolean turnWanted;
    private long readNanos;

    /**
     * A link whose handshake has ended.
     *
     * @param peer the other side, as it stands in messages
     * @param clock see {@link Outbound}
     * @param meter what happens is told to
     */
    Link(
            Channel channel,
            NettyLoops loops,
            Ticker ticker,
            Agreement agreement,
            String peer,
            @Nullable SendClock clock,
            WireMeter meter,
            LinkSide.Factory<S> sides) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.ticker = ticker;
        this.peer = peer;
        this.meter = meter;
        this.splitter =
                new FrameSplitter(NettyLoops.ALLOCATOR, agreement.own().largestFrame(), agreement.newChecksum(), this);
        this.reader = new FrameReader(agreement.features());
        this.outbound = new Outbound(channel, ticker, agreement, clock, meter, this::wantTurn);
        this.crossing = new LoopCrossing(loop, this::turn, meter.warnings());
        this.side = sides.create(this);
        this.watch = new LinkWatch(this, side, loops.tick(loop), agreement, meter, ticker.nanoTime());
    }

    S side() {
        return side;
    }

    Outbound outbound() {
        return outbound;
    }

    Channel channel() {
        return channel;
    }

    EventLoop loop() {
        return loop;
    }

    /** The other side, as it stands in messages. */
    String peer() {
        return peer;
    }

    /** When the bytes that are looked at now came, on the runtime's ticker. */
    long readNanos() {
        return readNanos;
    }

    /** Bytes of a frame that is not whole yet. */
    int pendingBytes() {
        return splitter.pending();
    }

    /** From now on, until all is quiet, the side is ticked every 10 ms. */
    void hurry() {
        watch.hurry();
    }

    /** Whether this process stood still, so that answers may lie in the socket unread. */
    boolean behind() {
        return watch.behind();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Begins to live: called once, when the link is in the pipeline. */
    void start() {
        meter.onOpened(peer);
        watch.start();
    }

    /** Hands {@code submission} to the event loop, which sends what comes of it with whatever else there is. Any thread. */
    void submit(Submission submission) {
        if (reading && loop.inEventLoop()) { // written on the loop alone: elsewhere the second test decides
            submission.onLoop();
        } else {
            crossing.submit(submission);
        }
    }

    /** As {@link #submit}, of a call on the thread that makes it, which drives the loop itself where it may. */
    void submitCall(Submission call) {
        if (loop instanceof DrivenLoop driven && driven.callerDrives()) {
            crossing.submit(call, driven);
        } else {
            submit(call);
        }
    }

    /** Sends what was added, once what the event loop does now is done. */
    void wantTurn() {
        if (!turnWanted && !reading) {
            turnWanted = true;
            loop.execute(() -> {
                turnWanted = false;
                turn();
            });
        }
    }

    /** Sends what was added, now. */
    void turn() {
        if (state != State.OPEN) {
            return;
        }
        try {
            outbound.turn();
            side.afterTurn();
        } catch (Throwable e) {
            meter.warnings().error(log, "event=write_failed peer={}", peer, e);
            fail("this side met a fault while writing: " + e);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        readNanos = ticker.nanoTime();
        watch.onRead(readNanos);
        reading = true;
        meter.onRead(((ByteBuf) message).readableBytes());
        try {
            splitter.split((ByteBuf) message);
        } catch (ProtocolFault fault) {
            onFault(fault);
        } catch (Throwable e) {
            meter.warnings().error(log, "event=read_failed peer={}", peer, e);
            GoAwayFrame goAway = new GoAwayFrame(GoAwayFrame.INTERNAL, side.received(), false, 0, "internal fault");
            end(goAway, "this side met a fault while reading: " + e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        turn();
    }

    @Override
    public void onFrame(ByteBuf buffer, int start, int end) {
        FrameHeader frame = reader.read(buffer, start, end);
        watch.onFrame();
        switch (frame.type()) {
            case PING -> watch.onPing(ControlPayload.opaque(frame), readNanos);
            case PONG -> side.onPong(Pong.read(frame));
            case IGNORED -> {}
            default -> side.onFrame(frame);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            wantTurn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed("the connection to " + peer + " was closed by " + side.peerRole());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("the connection to " + peer + " broke: " + SocketTexts.of(cause));
    }

    /** The peer broke the protocol. */
    void onFault(ProtocolFault fault) {
        meter.onProtocolFault();
        meter.warnings()
                .warn(
                        log,
                        "event=protocol_fault peer={} fault=\"{}\"",
                        peer,
                        PeerText.oneLine(String.valueOf(fault.getMessage())));
        end(GoAwayFrame.of(fault, side.received()), peer + " broke the protocol: " + fault.getMessage());
    }

    /** Closes at once. */
    void fail(String reason) {
        closed(reason);
        channel.close();
    }

    /** Ends in order with a last frame. */
    void end(GoAwayFrame goAway, String reason) {
        if (state == State.OPEN) {
            linger(outbound.sendLast((writer, out) -> writer.goAway(out, goAway)), reason);
        }
    }

    /** Ends in order once what was sent is in the socket. */
    void endQuietly(String reason) {
        if (state == State.OPEN) {
            outbound.close();
            linger(channel.writeAndFlush(Unpooled.EMPTY_BUFFER), reason);
        }
    }

    /** Sends no more, and throws away what comes within a second: closing with unread input would reset the connection, and destroy
     * what the peer has not read yet. */
    private void linger(ChannelFuture sent, String reason) {
        state = State.LINGERING;
        splitter.close();
        channel.config().setAutoRead(true);
        sent.addListener(done -> ((DuplexChannel) channel).shutdownOutput());
        loop.schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        tellEnd(reason);
    }

    private void closed(String reason) {
        state = State.CLOSED;
        splitter.close();
        outbound.close();
        tellEnd(reason);
    }

    private void tellEnd(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        watch.stop();
        meter.onClosed(peer, reason);
        try {
            side.onEnd(reason);
        } catch (Throwable e) {
            meter.warnings().error(log, "event=end_failed peer={}", peer, e);
        }
    }
}
