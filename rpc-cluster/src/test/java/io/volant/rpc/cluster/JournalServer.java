package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.RpcServer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that fails when it is told to. Alone in a JVM it prints its address, and ends with its input. */
final class JournalServer implements Journal, AutoCloseable {
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean failing;
    private final String name;
    private final RpcServer server;

    JournalServer(String name) {
        this.name = name;
        this.server = RpcServer.builder().port(0).service(Journal.class, this).start();
    }

    public static void main(String[] arguments) throws IOException {
        try (JournalServer journal = new JournalServer(arguments[0])) {
            System.out.println(journal.server.address());
            System.in.readAllBytes();
        }
    }

    Endpoint endpoint() {
        return Endpoint.parse(server.address());
    }

    @Override
    public CompletableFuture<String> read() {
        calls.incrementAndGet();
        if (failing) {
            throw new IllegalStateException("as the test wants it");
        }
        return CompletableFuture.completedFuture(name);
    }

    @Override
    public CompletableFuture<String> write() {
        return read();
    }

    @Override
    public CompletableFuture<String> glance() {
        return read();
    }

    @Override
    public void close() {
        server.close();
    }
}
