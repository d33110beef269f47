package io.volant.rpc.transport;

import org.jspecify.annotations.Nullable;

/**
 * The replies to calls of one connection that must run once, in the order in which they are sent, from their end until the client says
 * that it has them. Where there is no room for another one, the oldest is forgotten; {@link #sweep} forgets those that nobody asked for.
 *
 * <p>The first kibibyte costs no room, so that a client with one call at a time takes none. Confined to the event loop of the
 * connection; keeping allocates nothing once there is an array of the size needed.
 */
final class KeptReplies {
    /** What every connection has. */
    static final int FREE = 1 << 10;

    private static final int PIECE = 8 << 10;
    private static final int FIRST_LENGTH = 8;

    private final ReplyRoom room;
    private long[] sequences = new long[FIRST_LENGTH]; // a ring, as replies
    private @Nullable Reply[] replies = new @Nullable Reply[FIRST_LENGTH];
    private int first;
    private int count;
    private long bytes;
    private long taken; // of the room
    private long added;
    private long addedBefore; // the last sweep

    KeptReplies(ReplyRoom room) {
        this.room = room;
    }

    /** Keeps a reply that is sent after all that were kept before, if it fits. */
    void add(long sequence, Reply reply) {
        long size = size(reply);
        if (size > room.share() || !makeRoom(size)) {
            return;
        }
        if (count == replies.length) {
            grow();
        }
        int last = (first + count) & (replies.length - 1);
        sequences[last] = sequence;
        replies[last] = reply;
        count++;
        added++;
        bytes += size;
    }

    private boolean makeRoom(long size) {
        while (bytes + size > FREE + taken) {
            if (taken + PIECE <= room.share() && room.take(PIECE)) {
                taken += PIECE;
            } else if (count == 0) {
                return false;
            } else {
                dropFirst();
            }
        }
        return true;
    }

    /** The client has so many of the replies that were sent on this connection, whichever they were. */
    void acknowledge(long answers) {
        while (count > 0 && reply(0).sentBefore(answers)) {
            dropFirst();
        }
        while (taken - bytes > 2 * PIECE) {
            taken -= PIECE;
            room.giveBack(PIECE);
        }
    }

    /** Forgets what was kept already when this was called last. */
    void sweep() {
        long old = addedBefore - (added - count);
        for (long n = 0; n < old; n++) {
            dropFirst();
        }
        addedBefore = added;
        if (count == 0) {
            clear();
        }
    }

    /** The reply to a call; null where it is not kept. */
    @Nullable
    Reply find(long sequence) {
        for (int n = 0; n < count; n++) {
            if (sequences[(first + n) & (replies.length - 1)] == sequence) {
                return reply(n);
            }
        }
        return null;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Forgets all, and gives back the room. */
    void clear() {
        sequences = new long[FIRST_LENGTH];
        replies = new @Nullable Reply[FIRST_LENGTH];
        first = 0;
        count = 0;
        bytes = 0;
        room.giveBack(taken);
        taken = 0;
    }

    private Reply reply(int n) {
        Reply reply = replies[(first + n) & (replies.length - 1)];
        if (reply == null) {
            throw new IllegalStateException("no reply " + n + " of " + count);
        }
        return reply;
    }

    /** With what its body leaves unused of its array, of which a compressor may have needed much more. */
    private static long size(Reply reply) {
        return reply.bytes() - reply.body().length() + reply.body().array().length;
    }

    private void dropFirst() {
        bytes -= size(reply(0));
        replies[first] = null;
        first = (first + 1) & (replies.length - 1);
        count--;
    }

    private void grow() {
        int length = replies.length;
        long[] moreSequences = new long[2 * length];
        @Nullable Reply[] moreReplies = new @Nullable Reply[2 * length];
        for (int n = 0; n < count; n++) {
            moreSequences[n] = sequences[(first + n) & (length - 1)];
            moreReplies[n] = reply(n);
        }
        sequences = moreSequences;
        replies = moreReplies;
        first = 0;
    }
}
