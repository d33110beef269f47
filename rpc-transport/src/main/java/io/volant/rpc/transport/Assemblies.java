package io.volant.rpc.transport;

import io.netty.util.collection.IntObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The incomplete messages that one connection receives, by call id, within the budgets of the connection and of the process.
 *
 * <p>Confined to the event loop, but for the budget of the process.
 *
 * @param <T> whom a message belongs to
 */
final class Assemblies<T> implements AutoCloseable {
    private final IntObjectHashMap<Assembly<T>> open = new IntObjectHashMap<>();
    private final ByteBudget connection;
    private final ByteBudget process;

    Assemblies(int most, ByteBudget process) {
        this.connection = new ByteBudget(most);
        this.process = process;
    }

    /** Begins to assemble a message from its first frame; false when there is no room. */
    boolean begin(int callId, T owner, FrameHeader first) {
        int total = first.totalLength();
        if (!connection.reserve(total)) {
            return false;
        }
        if (!process.reserve(total)) {
            connection.giveBack(total);
            return false;
        }
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
        connection.giveBack(assembly.total);
        process.giveBack(assembly.total);
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
        long reserved = connection.reserved();
        connection.giveBack((int) reserved);
        process.giveBack((int) reserved);
        open.clear();
    }
}
