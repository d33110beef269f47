package io.volant.rpc;

import static java.util.Objects.requireNonNull;

/**
 * The workers of a server, or of one of its services. Immutable.
 *
 * @param service whose workers they are; empty for those that services share
 * @param limit how many handlers they run at once
 * @param active handlers that run now
 * @param queueLimit how many calls may wait
 * @param queued calls that wait now
 * @param refused calls that found no place, since the server was made
 * @param expired calls whose time was over before a handler began, since the server was made
 */
public record WorkerStats(
        String service, int limit, int active, int queueLimit, int queued, long refused, long expired) {
    public WorkerStats {
        requireNonNull(service, "service");
    }
}
