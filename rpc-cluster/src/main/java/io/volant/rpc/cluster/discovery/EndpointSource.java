package io.volant.rpc.cluster.discovery;

import java.util.List;

/**
 * Tells which servers offer a service. Thread-safe.
 *
 * <p>A source tells what it reads and nothing else: keeping the last good list, refusing an empty or senseless one and marking it
 * as stale is done for every source alike by whoever watches it.
 */
public interface EndpointSource extends AutoCloseable {
    /** What a source tells. Its methods are called one at a time for one watch, and must not block; what they throw is logged. */
    interface Listener {
        /** The whole list as it is now, also when it is empty. */
        void onInstances(List<Instance> instances);

        /**
         * The list cannot be read now; what was told last stands. Told again as often as it was tried.
         *
         * @param reason a clause such as {@code registry 127.0.0.1:7001 refused the connection, 14 tries}
         */
        void onFailure(String reason);
    }

    /** A listener at a source. */
    interface Watch extends AutoCloseable {
        /** Nothing is told after this has returned, but what is being told meanwhile. Idempotent; does not block. */
        @Override
        void close();
    }

    /**
     * Tells the listener which servers offer {@code service}, soon and after every change, until the watch is closed. Does not
     * block and does not fail for what may come to work later: that is told to the listener.
     *
     * @param service {@code name:version}
     * @throws IllegalStateException if the source is closed
     */
    Watch watch(String service, Listener listener);

    /** Ends all watches and releases what the source holds. Idempotent. */
    @Override
    void close();
}
