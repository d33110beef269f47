package io.volant.rpc.cluster.discovery;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Endpoint;
import java.util.Map;

/**
 * One running server as others find it. Immutable.
 *
 * @param endpoint where it listens; at most one instance of a list has it
 * @param id what names the server, also after a restart; empty where nobody gave it a name
 * @param epoch grows with every start, so that what an earlier life of the server said last is not taken for news
 * @param weight its share of calls beside others, 1 to {@link #MAX_WEIGHT}; {@link #WEIGHT} unless given
 * @param zone where it stands, such as a rack or a data centre; empty where nobody said
 * @param labels whatever else calls may be routed by
 */
public record Instance(Endpoint endpoint, String id, long epoch, int weight, String zone, Map<String, String> labels) {
    /** The weight of a server that states none. */
    public static final int WEIGHT = 100;

    public static final int MAX_WEIGHT = 1_000_000;

    public Instance {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(id, "id");
        requireNonNull(zone, "zone");
        labels = Map.copyOf(labels);
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException(
                    "weight: " + weight + " of " + endpoint + " (expected: 1.." + MAX_WEIGHT + ")");
        }
    }

    /** A server of which only the address is known. */
    public static Instance of(Endpoint endpoint) {
        return new Instance(endpoint, "", 0, WEIGHT, "", Map.of());
    }

    public Instance withId(String id, long epoch) {
        return new Instance(endpoint, id, epoch, weight, zone, labels);
    }

    public Instance withWeight(int weight) {
        return new Instance(endpoint, id, epoch, weight, zone, labels);
    }

    public Instance withZone(String zone) {
        return new Instance(endpoint, id, epoch, weight, zone, labels);
    }

    public Instance withLabels(Map<String, String> labels) {
        return new Instance(endpoint, id, epoch, weight, zone, labels);
    }

    /** The address, as it stands in messages. */
    @Override
    public String toString() {
        return endpoint.toString();
    }
}
