package io.volant.rpc.cluster;

import io.volant.rpc.Request;

/** Chooses a node for each call from a set that does not change. Thread-safe: takes no lock and allocates nothing. */
@FunctionalInterface
public interface Picker {
    /**
     * One of the nodes that the picker was made for.
     *
     * @param tried those that earlier attempts of this call went to, to be left out while there are others
     */
    Node pick(Request request, Tried tried);
}
