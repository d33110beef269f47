package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are sent in several frames, each of which sends one when its turn comes; only so many are in the socket's path
 * at once. Confined to the event loop.
 */
final class FragmentRing {
    private static final int MOST_UNDER_WAY = 2;

    private final ArrayDeque<LargeMessage> messages = new ArrayDeque<>();
    private final int fragment;
    private final int largestFrame;
    private int underWay;
    private long unsent;

    /** A ring of frames with at most {@code fragment} bytes of a body and a length field up to {@code largestFrame}. */
    FragmentRing(int fragment, int largestFrame) {
        this.fragment = fragment;
        this.largestFrame = largestFrame;
    }

    void add(LargeMessage message) {
        messages.add(message);
        unsent += message.left();
    }

    /** Takes a message out; false when it is not here. */
    boolean remove(OutMessage message) {
        for (LargeMessage candidate : messages) {
            if (candidate.message == message) {
                messages.remove(candidate);
                unsent -= candidate.left();
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Whether a frame may be written now. */
    boolean hasNext() {
        return !messages.isEmpty() && underWay < MOST_UNDER_WAY;
    }

    /** Bytes of bodies that were not written. */
    long unsentBytes() {
        return unsent;
    }

    /** Writes one frame of the message whose turn it is, and returns that message; null when there was none. */
    @Nullable
    LargeMessage writeNext(FrameWriter writer, MessageHead head, ByteBuf out, long nowNanos) {
        if (!hasNext()) {
            return null;
        }
        LargeMessage next = messages.poll();
        while (next != null && !next.describe(head, nowNanos)) {
            unsent -= next.left();
            next = messages.poll();
        }
        if (next == null) {
            return null;
        }
        try {
            unsent -= next.write(writer, head, out, fragment, largestFrame);
        } catch (Throwable e) {
            next.message.onDropped();
            throw e;
        }
        underWay++;
        if (next.left() > 0) {
            messages.add(next);
        }
        return next;
    }

    /** A frame of {@link #writeNext} is in the socket. */
    void onFlushed() {
        underWay--;
    }

    /** Forgets all messages. */
    void clear() {
        messages.forEach(large -> large.message.onDropped());
        messages.clear();
        unsent = 0;
    }
}
