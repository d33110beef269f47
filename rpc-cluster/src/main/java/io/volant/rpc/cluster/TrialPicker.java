package io.volant.rpc.cluster;

import io.volant.rpc.Request;
import java.util.List;

/** Picks as another picker does, but lets a node on {@linkplain Trial trial} have no call beside the one that tries it out. */
record TrialPicker(Picker all) implements Picker {
    private static final Tried ON_TRIAL = Node::onTrial;

    /** The balancer while nodes are on trial. */
    static LoadBalancer over(LoadBalancer balancer) {
        return new LoadBalancer() {
            @Override
            public Picker picker(List<Node> nodes) {
                return new TrialPicker(balancer.picker(nodes));
            }

            @Override
            public String toString() {
                return balancer.toString();
            }
        };
    }

    @Override
    public Node pick(Request request, Tried tried) {
        Node node = all.pick(request, tried);
        if (node == null || !node.onTrial() || (tried == Tried.NONE && node.beginsTrial(request))) {
            return node;
        }
        return all.pick(
                request, tried == Tried.NONE ? ON_TRIAL : other -> ON_TRIAL.contains(other) || tried.contains(other));
    }
}
