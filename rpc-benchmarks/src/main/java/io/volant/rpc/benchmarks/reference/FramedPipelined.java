package io.volant.rpc.benchmarks.reference;

import io.netty.channel.ChannelHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * R3: what a pipelined call costs when there is nothing to decode but the frame. The frame is Volant's (a 12-byte header); the
 * body is an e-mail address, which the server sends back as it came. Every reply is looked up in an array of slots, compared
 * with its question, and followed by the next call of its slot; one flush per read, on both sides.
 */
public final class FramedPipelined implements AutoCloseable {
    private final FramedSlots slots;
    private final Netty netty;

    private FramedPipelined(int port, List<String> questions) {
        this.slots = new FramedSlots(questions);
        this.netty = Netty.connect(port, slots);
    }

    /** Connects to a server on this machine; the questions are asked in turn. */
    public static FramedPipelined connect(int port, List<String> questions) {
        return new FramedPipelined(port, questions);
    }

    /** Serves on a free port. */
    public static ReferenceServer serve() {
        return new ReferenceServer(Netty.listen(() -> new ChannelHandler[] {new FramedEcho()}));
    }

    /** Keeps {@code inFlight} calls in flight for a time and then waits for the last of them. */
    public Tally run(int inFlight, Duration time) {
        CompletableFuture<Tally> tally = new CompletableFuture<>();
        netty.channel().eventLoop().execute(() -> slots.start(netty.channel(), inFlight, time, tally));
        return tally.join();
    }

    @Override
    public void close() {
        netty.close();
    }

    /**
     * What a run came to.
     *
     * @param errors replies that did not repeat their question
     * @param latencies in nanoseconds, of one slot in eight
     */
    public record Tally(long calls, long errors, Histogram latencies) {}
}
