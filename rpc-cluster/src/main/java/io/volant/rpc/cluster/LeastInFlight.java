package io.volant.rpc.cluster;

import io.volant.rpc.cluster.discovery.Instance;
import java.util.List;

/** {@link LoadBalancer#leastInFlight}. */
final class LeastInFlight implements LoadBalancer {
    private final Chance chance;

    LeastInFlight(Chance chance) {
        this.chance = chance;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        return new Emptiest(new Candidates(nodes, chance), chance);
    }

    /**
     * The cost of a node is {@code (pending + 1) x (1 + 256 x trouble) / weight}: without the trouble, a node that fails at once would
     * always have the fewest calls.
     */
    private static final class Emptiest extends CheapestNode {
        private static final double TROUBLE = 256;

        private final double[] shares;

        Emptiest(Candidates candidates, Chance chance) {
            super(candidates, chance);
            shares = new double[candidates.size()];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = (double) Instance.WEIGHT
                        / candidates.nodes[i].instance().weight();
            }
        }

        @Override
        double cost(int index, int rival) {
            NodeFigures figures = candidates.figures[index];
            return (figures.pending() + 1) * (1 + TROUBLE * figures.trouble()) * shares[index];
        }
    }
}
