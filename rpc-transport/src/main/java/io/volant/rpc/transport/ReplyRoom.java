package io.volant.rpc.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the kept replies of one server may hold, which its connections take and give back in pieces; none has more than an
 * eighth. Thread-safe.
 */
final class ReplyRoom {
    private static final int SHARES = 8;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    ReplyRoom(long limit) {
        this.limit = limit;
    }

    /** The most that one connection may take. */
    long share() {
        return limit / SHARES;
    }

    /** Takes so many bytes, if they are left. */
    boolean take(long bytes) {
        long before = taken.get();
        while (limit - before >= bytes) {
            if (taken.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
