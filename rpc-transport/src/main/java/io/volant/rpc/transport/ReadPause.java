package io.volant.rpc.transport;

import io.netty.channel.Channel;

/**
 * Stops reading from a peer that does not read: what it asks for would only pile up here. Between the marks nothing changes.
 *
 * <p>Confined to the event loop.
 */
final class ReadPause {
    private static final long PAUSE_ABOVE = 4L << 20;
    private static final long RESUME_BELOW = 1L << 20;

    private final Channel channel;
    private boolean paused;

    ReadPause(Channel channel) {
        this.channel = channel;
    }

    /** Looks at what waits to be written, here and in the channel. */
    void look(long queuedBytes) {
        long waiting = queuedBytes + channel.bytesBeforeWritable();
        boolean pause = paused ? waiting > RESUME_BELOW : waiting > PAUSE_ABOVE;
        if (pause != paused) {
            paused = pause;
            channel.config().setAutoRead(!pause);
        }
    }
}
