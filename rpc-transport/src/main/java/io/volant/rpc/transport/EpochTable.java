package io.volant.rpc.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one server by their epochs, those that have ended too, until they are forgotten: the oldest first where too many
 * have ended.
 *
 * <p>Thread-safe. Looking one up takes no lock.
 *
 * @param <T> what is known of a connection
 */
final class EpochTable<T> {
    private final int mostEnded;
    private final ConcurrentMap<Epoch, T> all = new ConcurrentHashMap<>(); // written under this, but for additions
    private final Map<Epoch, T> ended = new LinkedHashMap<>(); // guarded by this

    EpochTable(int mostEnded) {
        this.mostEnded = mostEnded;
    }

    /** A connection begins, of an epoch that no other has. */
    void add(Epoch epoch, T connection) {
        all.put(epoch, connection);
    }

    /** What is known of a connection; null where it was never known, or is forgotten. */
    @Nullable
    T find(Epoch epoch) {
        return all.get(epoch);
    }

    /** A connection has ended. Returns the one that is forgotten for it; null where there is room for all. */
    synchronized @Nullable T end(Epoch epoch) {
        T connection = all.get(epoch);
        if (connection == null) {
            return null;
        }
        ended.put(epoch, connection);
        if (ended.size() <= mostEnded) {
            return null;
        }
        Map.Entry<Epoch, T> oldest = ended.entrySet().iterator().next();
        forget(oldest.getKey());
        return oldest.getValue();
    }

    /** From now on it is not found. */
    synchronized void forget(Epoch epoch) {
        ended.remove(epoch);
        all.remove(epoch);
    }

    /** How many are known. */
    int size() {
        return all.size();
    }
}
