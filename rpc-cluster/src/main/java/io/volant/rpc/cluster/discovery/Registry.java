package io.volant.rpc.cluster.discovery;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** An {@link EndpointSource} in which servers enter themselves. Thread-safe. */
public interface Registry extends EndpointSource {
    /** The entry of one server, renewed until it is withdrawn, whatever happens to the registry meanwhile. */
    interface Registration {
        /**
         * Completes when the registry has the entry; stays open while it cannot be reached. Fails, saying why, when that will never be:
         * the registry refuses what the entry says, a later life of the server is entered in its place, or it was withdrawn before.
         */
        CompletableFuture<Void> registered();

        /**
         * Replaces what the entry says of the server, soon; nothing after a withdrawal. Does not block.
         *
         * @throws IllegalArgumentException if endpoint, id or epoch are others, or the registry would refuse what it says
         */
        void update(Instance instance);

        /** Why the entry is not there yet; empty where nothing is known of that. Does not block. */
        default String trouble() {
            return "";
        }

        /** Whether a client may have heard of the entry. Does not block. */
        default boolean mayBeKnown() {
            return true;
        }

        /** Takes the entry out; completes when that is done, or exceptionally when the registry did not say so in time. Idempotent. */
        CompletableFuture<Void> withdraw();
    }

    /**
     * Enters a server for every one of {@code services} ({@code name:version}). Does not block, nor fail for what may come to work later.
     *
     * <p>An endpoint is entered once for a service: for a later life, which has a higher epoch, in place of an earlier one, whose
     * update or withdrawal then changes nothing; of two with the same epoch the last one counts. A server that enters itself beside a
     * later life of its own, as one whose clock was set back does, waits for as long as the registry may hold that of a dead process.
     *
     * @throws IllegalArgumentException if there is no service, or the registry would refuse a name
     * @throws IllegalStateException if the registry is closed
     */
    Registration register(Instance instance, Collection<String> services);

    /** Ends all watches, and withdraws what was entered here where the registry can be reached. Idempotent; does not block. */
    @Override
    void close();
}
