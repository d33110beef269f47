package io.volant.rpc.transport;

import io.volant.rpc.Payload;
import java.util.Arrays;

/**
 * A message whose frames come one by one.
 *
 * <p>The array grows with what has come, not with what was announced, and by much at a time, for each growth copies all. Confined to the event loop.
 *
 * @param <T> whom the message belongs to
 */
final class Assembly<T> {
    private static final int FIRST_CAPACITY = 128 << 10;
    private static final int GROWTH = 8;

    final T owner;
    final int total;
    private byte[] bytes;
    private int filled;
    private int sequence;

    Assembly(T owner, FrameHeader first) {
        this.owner = owner;
        this.total = first.totalLength();
        this.bytes = new byte[Math.min(total, FIRST_CAPACITY)];
        append(first);
    }

    /** Takes a FRAG; true when it was the last. */
    boolean next(FrameHeader frame) {
        sequence++;
        if (frame.aux() != (sequence & 0xFFFF)) {
            throw new ProtocolFault(
                    Rule.FRAGMENT_SEQUENCE,
                    "FRAG sequence: " + frame.aux() + " (expected: " + (sequence & 0xFFFF) + ")");
        }
        append(frame);
        boolean whole = filled == total;
        if (whole == frame.moreFollows()) {
            throw new ProtocolFault(
                    Rule.FRAGMENT_SUM,
                    "FRAG: " + filled + " of " + total + " bytes, "
                            + (whole ? "and more follows" : "and none follows"));
        }
        return whole;
    }

    /** The whole body. */
    Payload body() {
        return Payload.of(bytes, 0, filled);
    }

    private void append(FrameHeader frame) {
        int length = frame.bodyLength();
        if (length > total - filled) {
            throw new ProtocolFault(
                    Rule.FRAGMENT_SUM, "FRAG: " + length + " bytes (expected: at most " + (total - filled) + ")");
        }
        if (filled + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity(filled + length));
        }
        frame.buffer().getBytes(frame.bodyStart(), bytes, filled, length);
        filled += length;
    }

    /** Room for so much; for all, when all is hardly more: growing once more would cost a copy and leave the old array. */
    private int capacity(int needed) {
        long grown = Math.max((long) GROWTH * bytes.length, needed);
        return total <= 2 * grown ? total : (int) grown;
    }
}
