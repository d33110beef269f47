package io.volant.rpc.inprocess;

import io.volant.rpc.Acceptor;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Listening;
import io.volant.rpc.RpcException;
import io.volant.rpc.Transport;
import io.volant.rpc.TransportFailures;
import java.net.BindException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Connects clients and servers of one JVM without sockets or frames: bodies are the bytes of the serializer, and all else goes as
 * it would over the wire, deadlines, cancellation, limits, digests and errors included.
 *
 * <p>Each instance is a little network of its own, in which a port stands for a listener whatever the host: a client reaches the
 * servers that were given the same instance. Thread-safe; holds nothing once its servers and clients are closed.
 */
public final class InProcessTransport implements Transport {
    private static final int FIRST_FREE_PORT = 49_152;
    private static final int LAST_PORT = 65_535;

    private final Map<Integer, InProcessListening> listeners = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, ConnectOptions options) {
        long start = options.runtime().ticker().nanoTime();
        InProcessLoop loop;
        try {
            loop = InProcessLoop.of(options.runtime());
        } catch (IllegalStateException closed) {
            return CompletableFuture.failedFuture(closed);
        }
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        loop.execute(() -> connect(endpoint, options, loop, start, connected));
        return connected;
    }

    @Override
    public Listening listen(String host, int port, ListenOptions options, Acceptor acceptor) throws BindException {
        if (host.startsWith("unix:")) {
            throw new BindException("the in-process transport has ports only");
        }
        InProcessLoop loop = InProcessLoop.of(options.runtime());
        for (int candidate = port == 0 ? FIRST_FREE_PORT : port; candidate <= LAST_PORT; candidate++) {
            Endpoint address = new Endpoint(host, candidate);
            InProcessListening listening = new InProcessListening(address, options, acceptor, loop, this::unbind);
            if (listeners.putIfAbsent(candidate, listening) == null) {
                loop.closeWithRuntime(listening);
                return listening;
            }
            if (port != 0) {
                throw new BindException("port " + port + " is in use");
            }
        }
        throw new BindException("no port is free from " + FIRST_FREE_PORT + " to " + LAST_PORT);
    }

    private void unbind(InProcessListening listening) {
        listeners.remove(listening.address().port(), listening);
    }

    private void connect(
            Endpoint endpoint,
            ConnectOptions options,
            InProcessLoop loop,
            long startNanos,
            CompletableFuture<Connection> connected) {
        InProcessListening listening = listeners.get(endpoint.port());
        if (listening != null && !listening.serializer().equals(options.serializer())) {
            connected.completeExceptionally(new RpcException(TransportFailures.otherSerializer(
                    endpoint.toString(), options.serializer(), listening.serializer())));
            return;
        }
        InProcessConnection connection = listening == null
                ? null
                : listening.accept(endpoint, options, loop).orElse(null);
        if (connection == null) {
            long millis =
                    TimeUnit.NANOSECONDS.toMillis(options.runtime().ticker().nanoTime() - startNanos);
            connected.completeExceptionally(
                    new RpcException(TransportFailures.refused(endpoint.toString(), 1, millis)));
            return;
        }
        connected.complete(connection);
    }
}
