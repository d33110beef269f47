package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call may hold of the bytes in flight. Thread-safe.
 *
 * <p>That of a client's call holds its request and whatever of its replies is assembled, and gives all back, once, when the call ends.
 * That of a server's calls says whether replies wait already, so that no handler should make another.
 */
public sealed class CallRoom {
    /** Of a call that nobody counts. */
    static final CallRoom UNBOUNDED = new CallRoom(null, 0);

    private static final AtomicLongFieldUpdater<CallRoom> INBOUND =
            AtomicLongFieldUpdater.newUpdater(CallRoom.class, "inbound");
    private static final long ENDED = -1;

    private final @Nullable BytesInFlight bytes;
    private final long outbound;

    @SuppressWarnings("unused") // through INBOUND
    private volatile long inbound;

    private CallRoom(@Nullable BytesInFlight bytes, long outbound) {
        this.bytes = bytes;
        this.outbound = outbound;
    }

    /** Of a client's call for which {@code outbound} bytes were reserved. */
    static CallRoom reserved(BytesInFlight bytes, long outbound) {
        return new CallRoom(bytes, outbound);
    }

    /** Of the calls of a server, none of which begins while {@code crowded}. */
    public static CallRoom unless(BooleanSupplier crowded) {
        return new OfServer(requireNonNull(crowded, "crowded"));
    }

    boolean crowded() {
        return false;
    }

    /** Reserves room for a reply, given back when the call ends; false when there is none, or the call has ended. */
    public boolean reserveReply(long more) {
        if (bytes == null) {
            return true;
        }
        if (!bytes.inbound().reserve(more)) {
            return false;
        }
        long held;
        do {
            held = inbound;
            if (held == ENDED) {
                bytes.inbound().giveBack(more);
                return false;
            }
        } while (!INBOUND.compareAndSet(this, held, held + more));
        return true;
    }

    /** The call has ended, whatever its end: gives everything back, the first time. */
    void end() {
        if (bytes == null) {
            return;
        }
        long held = INBOUND.getAndSet(this, ENDED);
        if (held == ENDED) {
            return;
        }
        bytes.outbound().giveBack(outbound);
        if (held > 0) {
            bytes.inbound().giveBack(held);
        }
    }

    /** One for all calls of a connection; the ones of single calls are smaller for it. */
    private static final class OfServer extends CallRoom {
        private final BooleanSupplier crowded;

        OfServer(BooleanSupplier crowded) {
            super(null, 0);
            this.crowded = crowded;
        }

        @Override
        boolean crowded() {
            return crowded.getAsBoolean();
        }
    }
}
