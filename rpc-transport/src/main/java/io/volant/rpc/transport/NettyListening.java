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
    private final Map<Channel, Link<ServerCalls>> connections = new ConcurrentHashMap<>();
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
                created -> new ServerCalls(created, settings, agreement, peer, this::isOver));
        connections.put(channel, link);
        channel.closeFuture().addListener(closed -> onClosed(channel));
        return link;
    }

    /** The link of {@code channel} reads frames from now on. */
    void onStarted(Channel channel) {
        Duration atMost = draining;
        Link<ServerCalls> link = connections.get(channel);
        if (link == null) {
            return; // gone already
        }
        age.limit(channel, link.side());
        if (atMost != null) {
            drain(link, atMost); // it was accepted while the others were told
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
                                connections.values().forEach(link -> drain(link, atMost));
                                endWhenEmpty();
                            });
        } catch (RejectedExecutionException e) { // the runtime was closed, and all its connections
            ended.complete(null);
        }
        return ended.copy();
    }

    /** Behind the replies that are handed over already: what was refused so that it could still be told is told. */
    private static void drain(Link<ServerCalls> link, Duration atMost) {
        Channel channel = link.channel();
        link.submit(new LoopTask(() -> onDrain(channel, link.side(), atMost), channel::close));
    }

    private static void onDrain(Channel channel, ServerCalls calls, Duration atMost) {
        if (atMost.compareTo(Duration.ZERO) <= 0) {
            calls.onGraceOver();
            return;
        }
        int graceMillis = (int) Math.min(Integer.MAX_VALUE, Math.max(0, atMost.toMillis()));
        calls.onDrain(GoAwayFrame.shuttingDown(calls.received(), graceMillis));
        var over = channel.eventLoop().schedule(calls::onGraceOver, atMost.toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> over.cancel(false));
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
