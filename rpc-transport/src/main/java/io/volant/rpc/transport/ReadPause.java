package io.volant.rpc.transport;

import io.netty.channel.Channel;

/**
 * Stops reading from a peer that does not read: what it asks for would only pile up here. Between the marks nothing changes.
 *
 * <p>Confined to the event loop.
 */
final class ReadPause {
    /** The mark while there is room. */
    static final long PAUSE_ABOVE = 4L << 20;

    private final Channel channel;
    private boolean paused;

    ReadPause(Channel channel) {
        this.channel = channel;
    }

    /** Looks at what waits to be written: reading ends above {@code mark} and goes on below a quarter of it. */
    void look(long waiting, long mark) {
        boolean pause = waiting > (paused ? mark / 4 : mark);
        if (pause != paused) {
            paused = pause;
            channel.config().setAutoRead(!pause);
        }
    }
}
