package io.volant.rpc.cluster;

import io.volant.rpc.Acceptor;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Listening;
import io.volant.rpc.Transport;
import io.volant.rpc.contract.Events;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A transport whose attempts to connect wait for the test. */
final class LinesInHand implements Transport {
    private final Map<Endpoint, BlockingQueue<CompletableFuture<Connection>>> attempts = new ConcurrentHashMap<>();

    /** Waits for the next attempt to connect there, and lets it succeed. */
    Line connect(Endpoint endpoint, int server) {
        Line line = new Line(server);
        attempt(endpoint).complete(line);
        return line;
    }

    /** Waits for the next attempt to connect there, which is then left as it is. */
    CompletableFuture<Connection> attempt(Endpoint endpoint) {
        BlockingQueue<CompletableFuture<Connection>> queue = queue(endpoint);
        Events.until("an attempt to connect to " + endpoint, () -> !queue.isEmpty());
        return queue.remove();
    }

    private BlockingQueue<CompletableFuture<Connection>> queue(Endpoint endpoint) {
        return attempts.computeIfAbsent(endpoint, e -> new LinkedBlockingQueue<>());
    }

    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, ConnectOptions options) {
        CompletableFuture<Connection> attempt = new CompletableFuture<>();
        queue(endpoint).add(attempt);
        return attempt;
    }

    @Override
    public Listening listen(String host, int port, ListenOptions options, Acceptor acceptor) {
        throw new UnsupportedOperationException("a client's side only");
    }
}
