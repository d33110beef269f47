package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client that asks and asks and reads no answer: rule P-FRM-14. */
final class DeafPeer {
    private static final int SMALL_BUFFER = 4_096;
    private static final int BATCH = 1_000;
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_SECONDS = 30;

    private DeafPeer() {}

    /** The server stops reading, and ten seconds later it closes: then writing fails. */
    static void isCutOff(Attempt attempt) throws IOException {
        Peer peer = attempt.connect(SMALL_BUFFER);
        attempt.greet(peer, Hello.plain());
        CountDownLatch closed = new CountDownLatch(1);
        Thread asking = new Thread(() -> ask(peer, closed), "deaf-peer");
        asking.setDaemon(true);
        asking.start();
        try {
            Breach.unless(
                    closed.await(MOST_SECONDS, TimeUnit.SECONDS),
                    "the connection closed 10 s after the server could write no more",
                    "still open after " + MOST_SECONDS + " s of requests");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void ask(Peer peer, CountDownLatch closed) {
        Bytes batch = new Bytes();
        for (int id = 1; id <= BATCH; id++) {
            batch.bytes(
                    Frames.frame(Frame.REQUEST, 65_535, id)); // nobody's method: the answer is longer than the question
        }
        byte[] bytes = batch.toArray();
        try {
            for (long sent = 0; sent < MOST_BYTES; sent += bytes.length) {
                peer.sendOrFail(bytes);
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }
}
