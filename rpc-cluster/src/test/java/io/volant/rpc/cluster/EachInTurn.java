package io.volant.rpc.cluster;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A balancer as a user may write it. */
final class EachInTurn implements LoadBalancer {
    @Override
    public Picker picker(List<Node> nodes) {
        AtomicInteger next = new AtomicInteger();
        return (request, tried) -> {
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(Math.floorMod(next.getAndIncrement(), nodes.size()));
                if (!tried.contains(node)) {
                    return node;
                }
            }
            return nodes.get(0);
        };
    }
}
