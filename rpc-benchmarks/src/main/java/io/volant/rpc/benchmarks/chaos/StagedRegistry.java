package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.RpcServer;
import io.volant.rpc.cluster.discovery.registry.EmbeddedRegistry;
import io.volant.rpc.testing.FaultProxy;

/** The registry of a trial, in this JVM, at one port through all its lives, behind a line that may be bad. Confined to one thread. */
final class StagedRegistry implements AutoCloseable {
    private EmbeddedRegistry registry = EmbeddedRegistry.inMemory();
    private RpcServer server = registry.offer(RpcServer.builder().port(0)).start();
    private final int port = server.port();
    private final FaultProxy line = FaultProxy.to(port); // of clients
    private final FaultProxy serversLine = FaultProxy.to(port);

    /** Where clients find it. */
    String address() {
        return line.address();
    }

    /** Where servers find it. */
    String addressForServers() {
        return serversLine.address();
    }

    /** Servers do not reach it any more. */
    void cutFromServers() {
        serversLine.refuse();
        serversLine.reset();
    }

    FaultProxy line() {
        return line;
    }

    int port() {
        return port;
    }

    /** It is gone, with all that it knew. */
    void stop() {
        registry.close();
        server.shutdownNow();
    }

    void startAgain() {
        registry = EmbeddedRegistry.inMemory();
        server = registry.offer(RpcServer.builder().port(port)).start();
    }

    @Override
    public void close() {
        stop();
        line.close();
        serversLine.close();
    }
}
