package io.volant.rpc.cluster.own;

import io.volant.rpc.cluster.LoadBalancer;
import io.volant.rpc.cluster.Node;
import io.volant.rpc.cluster.Picker;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Of two nodes, anywhere in the list but side by side, the one with fewer calls; one in trouble counts as having many. */
public final class FewerOfTwo implements LoadBalancer {
    @Override
    public Picker picker(List<Node> nodes) {
        Node[] all = nodes.toArray(new Node[0]);
        return (request, tried) -> {
            int start = ThreadLocalRandom.current().nextInt(all.length);
            int first = -1;
            for (int i = start; i < start + all.length; i++) {
                int index = i % all.length;
                if (tried.contains(all[index])) {
                    continue;
                }
                if (first >= 0) {
                    return load(all[index]) < load(all[first]) ? all[index] : all[first];
                }
                first = index;
            }
            return all[Math.max(0, first)]; // the only one that was not tried, or any when all were
        };
    }

    private static double load(Node node) {
        return (node.pending() + 1) * (1 + 100 * node.trouble()) / node.warmth();
    }
}
