package io.volant.rpc.transport;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets only so many handshakes go on at a time: connections beyond wait in the kernel to be accepted. Thread-safe. */
final class HandshakeAdmission {
    private static final int MOST = 128;

    private final AtomicInteger underWay = new AtomicInteger();

    /** A handshake began on a connection that came through {@code accepting}. */
    void onBegin(Channel accepting) {
        if (underWay.incrementAndGet() >= MOST) {
            accepting.config().setAutoRead(false);
            if (underWay.get() < MOST) { // some ended meanwhile, and may not have seen that we stopped
                accepting.config().setAutoRead(true);
            }
        }
    }

    /** A handshake ended, in whatever way. */
    void onEnd(Channel accepting) {
        if (underWay.decrementAndGet() < MOST && !accepting.config().isAutoRead()) {
            accepting.config().setAutoRead(true);
        }
    }
}
