package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * What everybody can run who has Netty: bytes that come back as they came, written as they arrive and flushed at the end of each
 * read. Knows messages only at the client, which counts bytes. An anchor for the other references, and no ceiling of an RPC.
 */
public final class PlainEcho implements AutoCloseable {
    private final EchoedMessages messages = new EchoedMessages();
    private final Netty netty;

    private PlainEcho(int port) {
        this.netty = Netty.connect(port, messages);
    }

    public static PlainEcho connect(int port) {
        return new PlainEcho(port);
    }

    /** Serves on a free port. */
    public static ReferenceServer serve() {
        return new ReferenceServer(Netty.listen(() -> new ChannelHandler[] {new Answers()}));
    }

    /** Keeps {@code inFlight} messages of {@code length} bytes in flight for a time and then waits for the last of them. */
    public Tally run(int inFlight, int length, Duration time) {
        CompletableFuture<Tally> tally = new CompletableFuture<>();
        netty.channel().eventLoop().execute(() -> messages.start(netty.channel(), inFlight, length, time, tally));
        return tally.join();
    }

    @Override
    public void close() {
        netty.close();
    }

    /**
     * What a run came to.
     *
     * @param errors reads that were not what had been sent
     * @param latencies in nanoseconds, of one message in eight
     */
    public record Tally(long calls, long errors, Histogram latencies) {}

    private static final class Answers extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write((ByteBuf) message, ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
