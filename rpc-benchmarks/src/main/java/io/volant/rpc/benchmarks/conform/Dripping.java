package io.volant.rpc.benchmarks.conform;

import java.io.IOException;

/** Bytes that come slowly, but never stop for long. */
final class Dripping {
    private static final int PAUSE_MILLIS = 200;

    private Dripping() {}

    /** Sends a byte in each pause until the server ends the stream; returns all that it said. */
    static byte[] untilTheEnd(Peer peer, byte[] bytes, int atMostMillis) throws IOException {
        Bytes said = new Bytes();
        peer.patience(PAUSE_MILLIS);
        for (int sent = 0; sent < atMostMillis / PAUSE_MILLIS && sent < bytes.length; sent++) {
            peer.send(new byte[] {bytes[sent]});
            int next = peer.poll();
            while (next >= 0) {
                said.u8(next);
                next = peer.poll();
            }
            if (next == Peer.END) {
                return said.toArray();
            }
        }
        throw new Breach("the end of the stream within " + atMostMillis + " ms", "none");
    }
}
