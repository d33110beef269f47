package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The workers of a server, or of one of its services. Immutable.
 *
 * @param service whose workers they are; empty for those that services share
 * @param workers how many handlers they run at once
 * @param active handlers that run now
 * @param limit how many calls may run and wait together now: workers + queue limit, or less under a load that lasts
 * @param queueLimit how many calls may wait, at most; where no {@code workersQueue} was given it grows with what is served
 * @param queued calls that wait now
 * @param refusedBy calls that found no place or lost it, by priority, since the server was made
 * @param expired calls whose time was over before a handler began, since the server was made
 */
public record WorkerStats(
        String service,
        int workers,
        int active,
        int limit,
        int queueLimit,
        int queued,
        Map<Priority, Long> refusedBy,
        long expired) {
    public WorkerStats {
        requireNonNull(service, "service");
        refusedBy = Map.copyOf(refusedBy);
    }

    /** Calls that found no place or lost it, since the server was made. */
    public long refused() {
        return refusedBy.values().stream().mapToLong(Long::longValue).sum();
    }
}
