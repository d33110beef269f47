package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect: looks the name up off the event loop, tries its addresses one after the other, and shakes hands, all
 * within the connect time-out. Used once.
 */
final class ConnectAttempt {
    private final Endpoint endpoint;
    private final ConnectOptions options;
    private final NettyLoops loops;
    private final EventLoop loop;
    private final long startNanos;
    private final CompletableFuture<Connection> connected = new CompletableFuture<>();
    private boolean accepted; // confined to the event loop, as what follows
    private @Nullable Channel channel;

    private ConnectAttempt(Endpoint endpoint, ConnectOptions options) {
        this.endpoint = endpoint;
        this.options = options;
        this.loops = NettyLoops.of(options.runtime());
        this.loop = loops.shares().take(options.meter());
        this.startNanos = options.runtime().ticker().nanoTime();
    }

    /** The connection, or the {@code RpcException} that says why there is none. Never throws. */
    static CompletableFuture<Connection> start(Endpoint endpoint, ConnectOptions options) {
        try {
            return new ConnectAttempt(endpoint, options).start();
        } catch (IllegalStateException | RejectedExecutionException e) {
            return CompletableFuture.failedFuture(ConnectTexts.runtimeClosed(endpoint, e));
        }
    }

    private CompletableFuture<Connection> start() {
        TimeLimit timeLimit = TimeLimit.set(
                loop, options.runtime().ticker(), options.connectTimeout().toNanos(), this::onTimeOut);
        connected.whenComplete((connection, error) -> {
            timeLimit.cancel();
            onEnd(error == null);
        });
        if (endpoint.isUnix()) {
            loop.execute(() -> tryNext(List.of(SocketSettings.unix(endpoint.file())), 0));
            return connected;
        }
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
        if (literal != null) {
            loop.execute(() -> resolve(() -> new InetAddress[] {InetAddress.getByAddress(literal)}));
        } else {
            options.runtime().executor().execute(() -> resolve(() -> InetAddress.getAllByName(endpoint.host())));
        }
        return connected;
    }

    /** The loop is given back with the connection, or now where there is none. */
    private void onEnd(boolean worked) {
        if (worked && channel != null) { // completed by its handshake, on the event loop
            channel.closeFuture().addListener(closed -> loops.shares().giveBack(options.meter(), loop));
        } else {
            loops.shares().giveBack(options.meter(), loop);
        }
    }

    private interface LookUp {
        InetAddress[] addresses() throws UnknownHostException;
    }

    private void resolve(LookUp lookUp) {
        try {
            List<SocketAddress> addresses = Stream.of(lookUp.addresses())
                    .<SocketAddress>map(address -> new InetSocketAddress(address, endpoint.port()))
                    .toList();
            loop.execute(() -> tryNext(addresses, 0));
        } catch (UnknownHostException e) {
            connected.completeExceptionally(ConnectTexts.failed(endpoint, e, elapsedMillis()));
        } catch (RejectedExecutionException e) {
            connected.completeExceptionally(ConnectTexts.runtimeClosed(endpoint, e));
        }
    }

    private void tryNext(List<SocketAddress> addresses, int index) {
        if (connected.isDone()) {
            return;
        }
        SocketAddress address = addresses.get(index);
        boolean asksForChecksum = Introductions.asksForChecksum(options.checksum(), address);
        ChannelFuture connecting = loops.channels().connect(loop, address, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                loops.add(channel);
                channel.pipeline().addLast(new ClientHandshake(endpoint, options, loops, asksForChecksum, connected));
            }
        });
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                accepted = true;
            } else if (index + 1 < addresses.size()) {
                tryNext(addresses, index + 1);
            } else {
                connected.completeExceptionally(ConnectTexts.failed(endpoint, done.cause(), elapsedMillis()));
            }
        });
    }

    private void onTimeOut() {
        if (connected.completeExceptionally(ConnectTexts.timedOut(
                        endpoint, accepted, options.connectTimeout().toMillis()))
                && channel != null) {
            channel.close();
        }
    }

    private long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(options.runtime().ticker().nanoTime() - startNanos);
    }
}
