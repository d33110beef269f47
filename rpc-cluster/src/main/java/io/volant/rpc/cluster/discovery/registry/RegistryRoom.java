package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import java.util.Map;

/**
 * How much a registry holds at most, so that nobody fills its memory, or makes a list that no message can carry.
 *
 * @param leases servers in all
 * @param services services in all
 * @param servers servers of one service
 */
record RegistryRoom(int leases, int services, int servers) {
    static final RegistryRoom DEFAULT = new RegistryRoom(16_384, 16_384, 4_096);

    /** @throws RpcException if there is no room for what is asked */
    void check(LeaseRequest request, boolean known, int held, Map<String, Topic> topics) {
        if (!known && held >= leases) {
            throw full("servers", held, leases);
        }
        for (String service : request.services()) {
            Topic topic = topics.get(service);
            if (topic == null && topics.size() + request.services().size() > services) {
                throw full("services", topics.size(), services);
            }
            if (topic != null && topic.size() >= servers && !topic.has(request.endpoint())) {
                throw full("servers of " + service, topic.size(), servers);
            }
        }
    }

    private static RpcException full(String what, int held, int most) {
        return new RpcException(Failure.of(
                Status.RESOURCE_EXHAUSTED,
                Outcome.REJECTED,
                "the registry is full: " + what + ": " + held + " (expected: at most " + most + "). "
                        + Outcome.REJECTED.sentence()));
    }
}
