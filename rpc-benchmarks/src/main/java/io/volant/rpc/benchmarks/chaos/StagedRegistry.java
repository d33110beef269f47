package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.RpcServer;
import io.volant.rpc.cluster.discovery.registry.EmbeddedRegistry;
import io.volant.rpc.testing.FaultProxy;

/** The registry of a trial, in this JVM, at one port through all its lives, behind a line that may be bad. Confined to one thread. */
final class StagedRegistry implements AutoCloseable {
    private EmbeddedRegistry registry = EmbeddedRegistry.inMemory();
    private RpcServer server = registry.offer(RpcServer.builder().port(0)).start();
    private final int port = server.port();
    private final FaultProxy line = FaultProxy.to(port);

    /** Where clients and servers find it. */
    String address() {
        return line.address();
    }

    FaultProxy line() {
        return line;
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
    }
}
