package io.volant.rpc.cluster.discovery.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One server in one registry, as it may be entered. Immutable.
 *
 * @param lease a random number, the same in all requests for one entry
 * @param revision grows when the entry says something else of the server, so that what comes late changes nothing
 * @param services {@code name:version} each
 */
public record LeaseRequest(long lease, long revision, ServerEntry server, List<String> services) {
    public LeaseRequest {
        requireNonNull(server, "server");
        services = List.copyOf(services);
        EntryLimits.check(server);
        EntryLimits.check(services);
    }

    String endpoint() {
        return server.endpoint();
    }

    long epoch() {
        return server.epoch();
    }

    /** Says something else of the same server. */
    LeaseRequest with(ServerEntry other) {
        return new LeaseRequest(lease, revision + 1, other, services);
    }
}
