package io.volant.rpc.cluster;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Response;
import io.volant.rpc.RoutingKey;
import java.util.List;

/**
 * A way to spread calls over nodes. Thread-safe; one may serve several clients.
 *
 * <p>Those below leave out a node that has just become usable of so many picks that its share grows evenly, from a tenth of what it
 * will be, for as long as its slow start lasts; and the nodes that a call has tried while there are others.
 */
public interface LoadBalancer {
    /** To any node, all with the same probability. */
    static LoadBalancer random() {
        return new RandomChoice(Chance.perThread());
    }

    /** To each node in turn, in the order of their list, beginning anywhere. */
    static LoadBalancer roundRobin() {
        return new RoundRobin(Chance.perThread());
    }

    /**
     * To each node in turn, as often as its weight says and as evenly as that allows. Weights come with the {@code Instance}: given
     * to the server by hand, changed while it runs, or by the server itself out of its processors and what they have to do.
     */
    static LoadBalancer weighted() {
        return new WeightedRoundRobin(Chance.perThread());
    }

    /**
     * To the node that is going to answer first, as far as can be told: by how long its calls take, how many it has, and how many
     * it fails or refuses. The default.
     */
    static LoadBalancer leastResponseTime() {
        return new LeastResponseTime(Chance.perThread());
    }

    /** To any node, with a probability after its weight. */
    static LoadBalancer weightedRandom() {
        return new WeightedRandom(Chance.perThread());
    }

    /** To the node with the fewest calls of this client for its weight, where one that fails or refuses calls counts as full of them. */
    static LoadBalancer leastInFlight() {
        return new LeastInFlight(Chance.perThread());
    }

    /**
     * To the node that the routing key of the call belongs to, by {@link RoutingKey} or {@link CallOptions#withRoutingKey}, to the next
     * one while that has more than 8 calls of this client and a quarter more than the average, or fails half of them. Nodes have keys
     * by weight. A call without a key goes to any node.
     */
    static LoadBalancer consistentHash() {
        return new ConsistentHash(Chance.perThread());
    }

    /**
     * This one within the nodes of {@code zone}, and outside of it where there is none, where the call has tried all, and where the zone
     * is full: it fails or refuses calls, or has several at once, and would take more than twice as long as a node elsewhere.
     */
    default LoadBalancer preferringZone(String zone) {
        return new ZonePreference(this, zone);
    }

    /** This one within the nodes that {@code rule} chooses for a call. */
    default LoadBalancer routedBy(LabelRule rule) {
        return new LabelRouting(this, rule);
    }

    /**
     * A picker for these nodes, of which there is at least one; asked again whenever they or their weights change, which is where
     * everything that takes time belongs. The nodes keep what is known of them.
     */
    Picker picker(List<Node> nodes);

    /**
     * A call has ended, after the node's own figures were brought up to date. Called on the thread that ends it; must not block.
     *
     * @param nanos since the call went out
     */
    default void onFinished(Node node, Response response, long nanos) {}
}
