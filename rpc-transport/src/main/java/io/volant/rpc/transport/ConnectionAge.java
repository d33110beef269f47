package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Randomness;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections in order when they are old, so that their clients connect anew, and through a load balancer spread over the
 * servers that there are by then. Ages vary by a tenth, for connections that began together should not end together.
 *
 * <p>Calls in flight have as long as the longest deadline: nobody waits any more for what is cut off.
 */
final class ConnectionAge {
    private static final double SPREAD = 0.1;

    private final long atMostNanos;
    private final int graceMillis;

    ConnectionAge(ListenOptions options) {
        this.atMostNanos = options.maxConnectionAge().toNanos();
        this.graceMillis =
                (int) Math.min(Integer.MAX_VALUE, options.deadlineCap().toMillis());
    }

    /** Lets {@code channel} grow old; called on its event loop when it begins. */
    void limit(Channel channel, ServerCalls calls) {
        if (atMostNanos == 0) {
            return;
        }
        double factor = 1 - SPREAD + 2 * SPREAD * Randomness.ofThread().nextDouble();
        var retirement = channel.eventLoop()
                .schedule(() -> retire(channel, calls), (long) ((double) atMostNanos * factor), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> retirement.cancel(false));
    }

    private void retire(Channel channel, ServerCalls calls) {
        calls.onDrain(GoAwayFrame.retiring(calls.received(), graceMillis));
        var over = channel.eventLoop().schedule(calls::onGraceOver, graceMillis, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> over.cancel(false));
    }
}
