package io.volant.rpc.cluster.discovery.registry;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.Instance;
import java.util.Map;

/**
 * An {@link Instance} as it travels: nothing is checked until it is {@linkplain #instance() made one}. Immutable.
 *
 * @param endpoint {@code host:port} or {@code unix:PATH}
 */
public record ServerEntry(String endpoint, String id, long epoch, int weight, String zone, Map<String, String> labels) {
    public ServerEntry {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(id, "id");
        requireNonNull(zone, "zone");
        labels = Map.copyOf(labels);
    }

    static ServerEntry of(Instance instance) {
        return new ServerEntry(
                instance.endpoint().toString(),
                instance.id(),
                instance.epoch(),
                instance.weight(),
                instance.zone(),
                instance.labels());
    }

    /** @throws IllegalArgumentException if no instance may look so */
    Instance instance() {
        return new Instance(Endpoint.parse(endpoint), id, epoch, weight, zone, labels);
    }
}
