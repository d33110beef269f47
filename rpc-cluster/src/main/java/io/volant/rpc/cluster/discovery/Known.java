package io.volant.rpc.cluster.discovery;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a client knows of the servers of a service. Immutable.
 *
 * @param instances the last good list, each endpoint once
 * @param standing what it is worth now
 * @param reason why it is not worth more, as a clause for a message; empty where it is worth all
 */
public record Known(List<Instance> instances, Standing standing, String reason) {
    /** What a list is worth. */
    public enum Standing {
        /** The source says so now. */
        CURRENT,
        /**
         * The source said so last: it cannot be read, says what makes no sense, or has only just said that no server is left.
         * Whoever answers stays.
         */
        STALE,
        /** The source has said for a while that no server is left. Whoever answers stays; whoever does not may be given up. */
        WITHDRAWN
    }

    public Known {
        instances = List.copyOf(instances);
        requireNonNull(standing, "standing");
        requireNonNull(reason, "reason");
    }

    /** Whether the list may be old. */
    public boolean stale() {
        return standing != Standing.CURRENT;
    }
}
