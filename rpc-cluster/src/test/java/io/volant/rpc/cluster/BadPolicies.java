package io.volant.rpc.cluster;

import io.volant.rpc.Response;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Balancers with one well-known fault each, which a simulation worth its name has to find. */
final class BadPolicies {
    private BadPolicies() {}

    /** A node that fails at once has the fewest calls: it draws all of them. */
    static LoadBalancer fewestCallsWhateverComesOfThem(Chance chance) {
        return nodes -> (request, tried) -> {
            int from = Chance.below(nodes.size(), chance.next());
            Node best = nodes.get(from);
            for (int i = 1; i < nodes.size(); i++) {
                Node other = nodes.get((from + i) % nodes.size());
                best = other.pending() < best.pending() ? other : best;
            }
            return best;
        };
    }

    /** A node that fails at once seems to be the fastest. */
    static LoadBalancer fastestAnswerWhateverItSays() {
        return new FastestAnswer();
    }

    private static final class FastestAnswer implements LoadBalancer {
        private final Map<Node, Double> times = new HashMap<>();

        @Override
        public Picker picker(List<Node> nodes) {
            return (request, tried) -> nodes.stream()
                    .min(Comparator.comparingDouble(
                            node -> times.getOrDefault(node, 0.0) * (node.pending() + 1) + node.pending()))
                    .orElseThrow();
        }

        @Override
        public void onFinished(Node node, Response response, long nanos) {
            times.merge(node, (double) nanos, (old, now) -> old + (now - old) / 8);
        }
    }
}
