package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Listening;
import io.volant.rpc.Peer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bound address and the connections accepted on it. Thread-safe. */
final class NettyListening implements Listening {
    private final ServerSettings settings;
    private final Map<Channel, ServerCalls> connections = new ConcurrentHashMap<>();
    private final HandshakeAdmission handshakes;
    private final ConnectionAge age;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable Duration draining; // the time given to calls, once there is an end to it
    private volatile @Nullable Bound bound;

    private record Bound(Channel channel, Endpoint address) {}

    NettyListening(ServerSettings settings) {
        this.settings = settings;
        this.handshakes = new HandshakeAdmission(settings.options().runtime().ticker());
        this.age = new ConnectionAge(settings.options());
    }

    HandshakeAdmission handshakes() {
        return handshakes;
    }

    void onBound(Channel channel, Endpoint address) {
        bound = new Bound(channel, address);
    }

    /** Makes the link of a connection whose handshake is done; called on its event loop. */
    Link<ServerCalls> link(Channel channel, Agreement agreement, Peer peer) {
        Link<ServerCalls> link = new Link<>(
                channel,
                settings.loops(),
                settings.options().runtime().ticker(),
                agreement,
                peer.address(),
                null,
                settings.options().meter(),
                created -> {
                    ServerCalls calls = new ServerCalls(created, settings, agreement, peer, this::isOver);
                    connections.put(channel, calls);
                    return calls;
                });
        channel.closeFuture().addListener(closed -> onClosed(channel));
        return link;
    }

    /** The link of {@code channel} reads frames from now on. */
    void onStarted(Channel channel) {
        Duration atMost = draining;
        ServerCalls calls = connections.get(channel);
        if (calls == null) {
            return; // gone already
        }
        age.limit(channel, calls);
        if (atMost != null) {
            drain(channel, calls, atMost); // it was accepted while the others were told
        }
    }

    /** Whether calls that still run are answered as shut down, whatever their handlers say now. */
    private boolean isOver() {
        Duration atMost = draining;
        return atMost != null && atMost.compareTo(Duration.ZERO) <= 0;
    }

    private void onClosed(Channel channel) {
        connections.remove(channel);
        endWhenEmpty();
    }

    @Override
    public Endpoint address() {
        Bound now = bound;
        if (now == null) {
            throw new IllegalStateException("not bound");
        }
        return now.address();
    }

    @Override
    public CompletableFuture<Void> drain(Duration atMost) {
        draining = atMost;
        Bound now = bound;
        if (now == null) {
            ended.complete(null);
            return ended;
        }
        Channel accepting = now.channel();
        try {
            accepting.close();
            accepting
                    .eventLoop()
                    .execute(
                            () -> { // behind the closing
                                connections.forEach((channel, calls) -> drain(channel, calls, atMost));
                                endWhenEmpty();
                            });
        } catch (RejectedExecutionException e) { // the runtime was closed, and all its connections
            ended.complete(null);
        }
        return ended.copy();
    }

    private static void drain(Channel channel, ServerCalls calls, Duration atMost) {
        int graceMillis = (int) Math.min(Integer.MAX_VALUE, Math.max(0, atMost.toMillis()));
        try {
            channel.eventLoop().execute(() -> {
                if (atMost.compareTo(Duration.ZERO) <= 0) {
                    calls.onGraceOver();
                    return;
                }
                calls.onDrain(GoAwayFrame.shuttingDown(calls.received(), graceMillis));
                var over = channel.eventLoop().schedule(calls::onGraceOver, atMost.toNanos(), TimeUnit.NANOSECONDS);
                channel.closeFuture().addListener(closed -> over.cancel(false));
            });
        } catch (RejectedExecutionException e) { // the runtime was closed, and all its connections
            channel.close();
        }
    }

    private void endWhenEmpty() {
        Bound now = bound;
        if (draining != null && now != null && !now.channel().isOpen() && connections.isEmpty()) {
            ended.complete(null);
        }
    }

    @Override
    public void close() {
        drain(Duration.ZERO);
    }
}
