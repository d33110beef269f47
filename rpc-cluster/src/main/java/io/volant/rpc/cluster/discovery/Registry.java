package io.volant.rpc.cluster.discovery;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** An {@link EndpointSource} in which servers enter themselves. Thread-safe. */
public interface Registry extends EndpointSource {
    /** The entry of one server, renewed until it is withdrawn, whatever happens to the registry meanwhile. */
    interface Registration {
        /** Completes when the registry has the entry; stays open while it cannot be reached. */
        CompletableFuture<Void> registered();

        /** Replaces what the entry says of the server, soon; endpoint, id and epoch must be the same. Does not block. */
        void update(Instance instance);

        /** Takes the entry out; completes when that is done, or exceptionally when the registry did not say so in time. Idempotent. */
        CompletableFuture<Void> withdraw();
    }

    /**
     * Enters a server for every one of {@code services} ({@code name:version}). Does not block, nor fail for what may come to work later.
     *
     * @throws IllegalStateException if the registry is closed
     */
    Registration register(Instance instance, Collection<String> services);
}
