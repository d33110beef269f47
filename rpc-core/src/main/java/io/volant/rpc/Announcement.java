package io.volant.rpc;

import java.util.concurrent.CompletableFuture;

/** A way in which a server makes itself known to clients, such as a registry. Thread-safe. */
@FunctionalInterface
public interface Announcement {
    /**
     * Makes a server known that can be reached now. Does not block, and does not fail for what may come to work later.
     *
     * @throws RuntimeException if it never will; the server then does not start
     */
    Announced announce(Serving server);

    /** What was made known of one server. Its futures may complete on any thread. */
    interface Announced {
        /** Completes when clients can know of the server, which its start waits for, 2 s at most. */
        CompletableFuture<Void> told();

        /** Why clients do not know of the server yet; empty where nothing is known of that. */
        default String trouble() {
            return "";
        }

        /**
         * Takes the server back. Completes when clients have had time to hear of that, and within a bound of its own also where they
         * cannot; until then the server takes their calls. Idempotent; does not block.
         */
        CompletableFuture<Void> withdraw();
    }
}
