package io.volant.rpc.transport;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;

/** How the channels of one runtime are made: over the sockets of this machine, or over the lines of a simulation. Thread-safe. */
interface Channels {
    /**
     * Listens at an address; the future has ended when this returns. Every channel that is accepted gets the handler.
     *
     * @param accepted sharable
     */
    ChannelFuture bind(SocketAddress local, ChannelHandler accepted);

    /** Opens a channel with the handler, on one of the loops of the runtime. There is no time limit. */
    ChannelFuture connect(EventLoop loop, SocketAddress remote, ChannelHandler handler);
}
