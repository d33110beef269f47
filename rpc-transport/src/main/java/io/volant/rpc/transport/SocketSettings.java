package io.volant.rpc.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** How the sockets of clients and servers are set. */
final class SocketSettings {
    /** Whether the native transport loads; otherwise everything runs on NIO. */
    static final boolean EPOLL = Epoll.isAvailable();

    private static final int BACKLOG = 1_024;

    /** Small frames stop at the upper mark; two fragments and a batch of small frames fit below it. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 << 10, 256 << 10);

    /** A peer that acknowledges nothing for so long is gone; the kernel's own patience would be a quarter of an hour. */
    private static final int USER_TIMEOUT_MILLIS = 15_000;

    /** Bytes in the kernel that are not on their way yet delay whatever small is written behind them. */
    private static final long NOT_SENT_LOW_WATER = 128 << 10;

    private SocketSettings() {}

    /**
     * The sockets of clients.
     *
     * @param unix Unix domain sockets instead of TCP
     */
    static Bootstrap client(boolean unix) {
        Bootstrap bootstrap = new Bootstrap()
                .option(ChannelOption.ALLOCATOR, NettyLoops.ALLOCATOR)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
        if (unix) {
            return bootstrap.channel(EPOLL ? EpollDomainSocketChannel.class : NioDomainSocketChannel.class);
        }
        bootstrap
                .channel(EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true);
        if (EPOLL) {
            bootstrap
                    .option(EpollChannelOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS)
                    .option(EpollChannelOption.TCP_NOTSENT_LOWAT, NOT_SENT_LOW_WATER);
        }
        return bootstrap;
    }

    static ServerBootstrap server(boolean unix) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
                .childOption(ChannelOption.ALLOCATOR, NettyLoops.ALLOCATOR)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
        if (unix) {
            return bootstrap.channel(EPOLL ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class);
        }
        bootstrap
                .channel(EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true);
        if (EPOLL) {
            bootstrap
                    .childOption(EpollChannelOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS)
                    .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, NOT_SENT_LOW_WATER);
        }
        return bootstrap;
    }

    /** The address of a socket file, as the kind of channel wants it. */
    static SocketAddress unix(Path file) {
        return EPOLL ? new DomainSocketAddress(file.toString()) : UnixDomainSocketAddress.of(file);
    }
}
