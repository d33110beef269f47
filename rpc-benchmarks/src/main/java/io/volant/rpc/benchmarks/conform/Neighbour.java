package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A decent client on a connection of its own, which must not notice what others do to the server. Confined to one thread. */
final class Neighbour implements AutoCloseable {
    private final Attempt attempt;
    private Peer peer;
    private int calls;

    Neighbour(InetSocketAddress address) throws IOException {
        attempt = new Attempt(address);
        peer = attempt.bound();
    }

    /** Makes a call; after a failure, the next one is made on another connection. */
    void isServed() throws IOException {
        try {
            Attempt.isServed(peer, ++calls);
        } catch (IOException | Breach e) {
            peer = attempt.bound();
            throw new Breach("a right answer to the client beside", e.getMessage() + ", on its connection");
        }
    }

    @Override
    public void close() throws IOException {
        attempt.close();
    }
}
