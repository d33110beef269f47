package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.volant.rpc.Acceptor;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Listening;
import io.volant.rpc.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Carries calls over TCP or Unix domain sockets in Volant's own frames, on the event loops of the runtime: epoll where it loads, else NIO. */
public final class NettyTransport implements Transport {
    /** Called by {@link java.util.ServiceLoader}, and by who gives a transport to a builder. */
    public NettyTransport() {}

    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, ConnectOptions options) {
        return ConnectAttempt.start(endpoint, options);
    }

    @Override
    public Listening listen(String host, int port, ListenOptions options, Acceptor acceptor) throws IOException {
        NettyLoops loops = NettyLoops.of(options.runtime());
        ServerSettings settings = new ServerSettings(
                loops, options, acceptor, Instance.fresh(options.runtime()), new ServerEpochs(options));
        NettyListening listening = new NettyListening(settings);
        SocketAddress local = local(host, port);
        boolean unix = !(local instanceof InetSocketAddress);
        ChannelFuture binding = loops.channels().bind(local, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                loops.add(channel);
                channel.pipeline().addLast(new ServerHandshake(settings, listening));
            }
        });
        if (!binding.isSuccess()) {
            throw asIoException(binding.cause());
        }
        loops.add(binding.channel());
        int bound = unix ? 0 : ((InetSocketAddress) binding.channel().localAddress()).getPort();
        listening.onBound(binding.channel(), new Endpoint(host, bound));
        return listening;
    }

    private static SocketAddress local(String host, int port) throws IOException {
        if (port != 0 || !host.startsWith("unix:")) {
            InetSocketAddress local = new InetSocketAddress(host, port);
            if (local.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            return local;
        }
        Path file = new Endpoint(host, port).file();
        SocketFile.makeFree(file);
        return SocketSettings.unix(file);
    }

    private static IOException asIoException(Throwable cause) {
        if (cause instanceof BindException e) {
            return e;
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("Address already in use")) { // the native transport has an exception of its own for it
            BindException inUse = new BindException(message);
            inUse.initCause(cause);
            return inUse;
        }
        return cause instanceof IOException e ? e : new IOException(message, cause);
    }
}
