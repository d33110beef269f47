package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.volant.rpc.ByteBudget;
import io.volant.rpc.Failure;
import io.volant.rpc.VolantRuntime;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The replies that wait on one connection of a server, on its queue and in its channel, as a part of those of all connections.
 *
 * <p>A reply that exists is never refused for want of room; instead no more are made. Whoever has more waiting here than is still
 * free of the budget of all is not read, and of those of its calls that were read none begins. So one that does not read its
 * replies holds at most half of the budget, two hold two thirds, and something is always left for those who do. (A. Choudhury,
 * E. Hahne: Dynamic Queue Length Thresholds for Shared-Memory Packet Switches, IEEE/ACM Transactions on Networking 6(2), 1998.)
 * Handlers that run already come on top of that; at twice the budget nobody goes on.
 *
 * <p>Confined to the event loop, but for {@link #charge} and {@link #full}.
 */
final class Backlog {
    /** What a channel holds for one that reads; only above it replies wait because nobody reads them. */
    private static final long ORDINARY = 256 << 10;

    /** Smaller replies count for their connection once they are here: what workers make meanwhile is little. */
    private static final int LARGE = 16 << 10;

    private final Outbound outbound;
    private final Channel channel;
    private final ByteBudget all;
    private final ReadPause pause;
    private final AtomicLong waiting = new AtomicLong(); // here, as the loop saw it last
    private final AtomicLong coming = new AtomicLong(); // of large replies that were made and are not here yet
    private long inChannel; // as charged

    Backlog(Outbound outbound, Channel channel, VolantRuntime runtime) {
        this.outbound = outbound;
        this.channel = channel;
        this.all = runtime.serverBytes().outbound();
        this.pause = new ReadPause(channel);
    }

    /** Counts a reply that was made just now. Any thread. */
    Reply charge(Reply reply) {
        reply.charge(all);
        if (reply.bytes() >= LARGE) {
            coming.addAndGet(reply.bytes());
        }
        return reply;
    }

    /** Queues a reply that was charged. */
    void send(Reply reply) {
        outbound.add(reply);
        waiting.setRelease(outbound.queuedBytes() + inChannel);
        arrived(reply);
    }

    /** Forgets a reply that was charged. */
    void drop(Reply reply) {
        reply.onDropped();
        arrived(reply);
    }

    private void arrived(Reply reply) {
        if (reply.bytes() >= LARGE) {
            coming.addAndGet(-reply.bytes());
        }
    }

    /** Queues the reply that says why a call did not run. */
    void refuse(int callId, Failure failure) {
        send(charge(Reply.refusal(callId, failure)));
    }

    /** Whether no call of this connection is to begin, lest it make another reply. Any thread. */
    boolean full() {
        return waiting() > share() || all.inUse() >= 2 * all.limit();
    }

    /** How much may wait on one connection now. */
    private long share() {
        return Math.max(ORDINARY, all.limit() - all.inUse());
    }

    /** What {@link #full} is about, for people. */
    String text() {
        return "replies that wait hold " + all + ", of which " + waiting() + " bytes are for this client";
    }

    private long waiting() {
        return waiting.getAcquire() + coming.get();
    }

    /** Looks at what waits, after some of it was written. */
    void look() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        countInChannel(buffer == null ? 0 : buffer.totalPendingWriteBytes());
        long now = outbound.queuedBytes() + inChannel;
        waiting.setRelease(now);
        pause.look(now, Math.min(share(), ReadPause.PAUSE_ABOVE));
    }

    /** The connection has ended: nothing waits any more. */
    void close() {
        countInChannel(0);
    }

    private void countInChannel(long bytes) {
        if (bytes != inChannel) {
            all.giveBack(inChannel - bytes);
            inChannel = bytes;
        }
    }
}
