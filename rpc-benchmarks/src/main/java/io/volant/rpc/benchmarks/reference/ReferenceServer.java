package io.volant.rpc.benchmarks.reference;

/** A listening reference. */
public final class ReferenceServer implements AutoCloseable {
    private final Netty netty;

    ReferenceServer(Netty netty) {
        this.netty = netty;
    }

    public int port() {
        return netty.port();
    }

    @Override
    public void close() {
        netty.close();
    }
}
