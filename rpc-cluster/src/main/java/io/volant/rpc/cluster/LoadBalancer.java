package io.volant.rpc.cluster;

import io.volant.rpc.Response;
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
