package io.volant.rpc.transport;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Channels over sockets: TCP, or Unix domain where the address is a file. Accepted ones spread over all loops. Thread-safe. */
final class SocketChannels implements Channels {
    private final EventLoopGroup group;

    SocketChannels(EventLoopGroup group) {
        this.group = group;
    }

    @Override
    public ChannelFuture bind(SocketAddress local, ChannelHandler accepted) {
        return SocketSettings.server(isUnix(local))
                .group(group)
                .childHandler(accepted)
                .bind(local)
                .awaitUninterruptibly();
    }

    @Override
    public ChannelFuture connect(EventLoop loop, SocketAddress remote, ChannelHandler handler) {
        return SocketSettings.client(isUnix(remote))
                .group(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(handler)
                .connect(remote);
    }

    private static boolean isUnix(SocketAddress address) {
        return !(address instanceof InetSocketAddress);
    }
}
