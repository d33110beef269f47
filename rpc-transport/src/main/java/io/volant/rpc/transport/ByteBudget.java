package io.volant.rpc.transport;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that many reserve from and give back to. Thread-safe. */
final class ByteBudget {
    private final long most;
    private final AtomicLong reserved = new AtomicLong();

    ByteBudget(long most) {
        this.most = most;
    }

    /** Reserves all of {@code bytes}, or nothing and says so. */
    boolean reserve(int bytes) {
        if (reserved.addAndGet(bytes) <= most) {
            return true;
        }
        reserved.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        reserved.addAndGet(-bytes);
    }

    long reserved() {
        return reserved.get();
    }
}
