package io.volant.rpc.transport;

import io.netty.util.collection.IntObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The incomplete messages that one connection receives, by call id, of which it may have so many bytes. What all connections may
 * have together is counted with the call that a message belongs to.
 *
 * <p>Confined to the event loop.
 *
 * @param <T> whom a message belongs to
 */
final class Assemblies<T> implements AutoCloseable {
    private final IntObjectHashMap<Assembly<T>> open = new IntObjectHashMap<>();
    private final long most;
    private long reserved;

    Assemblies(int most) {
        this.most = most;
    }

    /** Begins to assemble a message from its first frame; false when there is no room. */
    boolean begin(int callId, T owner, FrameHeader first) {
        int total = first.totalLength();
        if (total > most - reserved) {
            return false;
        }
        reserved += total;
        open.put(callId, new Assembly<>(owner, first));
        return true;
    }

    /** Takes a FRAG; returns the message when it is whole, and null while it is not or when none is assembled under the id. */
    @Nullable
    Assembly<T> next(FrameHeader frame) {
        Assembly<T> assembly = open.get(frame.callId());
        if (assembly == null || !assembly.next(frame)) {
            return null;
        }
        drop(frame.callId());
        return assembly;
    }

    /** Forgets the message with this id; returns its owner, or null when there is none. */
    @Nullable
    T drop(int callId) {
        Assembly<T> assembly = open.remove(callId);
        if (assembly == null) {
            return null;
        }
        reserved -= assembly.total;
        return assembly.owner;
    }

    boolean has(int callId) {
        return open.containsKey(callId);
    }

    /** Passes the owner of every message. */
    Iterable<Assembly<T>> all() {
        return open.values();
    }

    /** Forgets all. */
    @Override
    public void close() {
        open.values().forEach(assembly -> reserved -= assembly.total);
        open.clear();
    }

    /** Bytes that the incomplete messages will have. */
    long reserved() {
        return reserved;
    }
}
