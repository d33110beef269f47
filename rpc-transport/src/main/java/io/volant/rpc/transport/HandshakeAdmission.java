package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.volant.rpc.Ticker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only so many handshakes go on at a time: connections beyond wait in the kernel to be accepted. While they do, the oldest
 * handshakes make room as soon as they have taken longer than those of decent clients do, so that mute ones hold nobody up for long.
 *
 * <p>Thread-safe. The lock is held for moments, and only by handshakes.
 */
final class HandshakeAdmission {
    static final int MOST = 128;

    private static final Logger log = LoggerFactory.getLogger(HandshakeAdmission.class);
    private static final long RESPITE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Ticker ticker;
    private final Map<Channel, Long> underWay =
            new LinkedHashMap<>(); // with their beginnings, oldest first; guarded by this
    private boolean waiting; // for the oldest to have had its respite

    HandshakeAdmission(Ticker ticker) {
        this.ticker = ticker;
    }

    /** A handshake began on {@code channel}. */
    void onBegin(Channel channel) {
        synchronized (this) {
            underWay.put(channel, ticker.nanoTime());
        }
        makeRoom(channel.parent());
    }

    /** A handshake ended, in whatever way. */
    void onEnd(Channel channel) {
        synchronized (this) {
            underWay.remove(channel);
            acceptAgain(channel.parent());
        }
    }

    private void makeRoom(Channel accepting) {
        List<Channel> tooSlow;
        synchronized (this) {
            tooSlow = takeTooSlow();
            if (underWay.size() >= MOST) {
                accepting.config().setAutoRead(false);
                lookAgain(accepting);
            } else {
                acceptAgain(accepting);
            }
        }
        for (Channel channel : tooSlow) {
            log.debug("event=handshake_evicted peer={}", channel.remoteAddress());
            channel.close();
        }
    }

    /** Takes out as many of the oldest as have had their respite, until there is room. */
    private List<Channel> takeTooSlow() {
        List<Channel> taken = new ArrayList<>();
        long now = ticker.nanoTime();
        Iterator<Map.Entry<Channel, Long>> oldest = underWay.entrySet().iterator();
        while (underWay.size() >= MOST && oldest.hasNext()) {
            Map.Entry<Channel, Long> next = oldest.next();
            if (now - next.getValue() < RESPITE_NANOS) {
                return taken;
            }
            taken.add(next.getKey());
            oldest.remove();
        }
        return taken;
    }

    private void lookAgain(Channel accepting) {
        if (!waiting && !accepting.eventLoop().isShuttingDown()) {
            waiting = true;
            accepting.eventLoop().schedule(() -> onWaited(accepting), RESPITE_NANOS / 5, TimeUnit.NANOSECONDS);
        }
    }

    private void onWaited(Channel accepting) {
        synchronized (this) {
            waiting = false;
        }
        makeRoom(accepting);
    }

    private void acceptAgain(Channel accepting) {
        if (underWay.size() < MOST && accepting.isOpen() && !accepting.config().isAutoRead()) {
            accepting.config().setAutoRead(true);
        }
    }
}
