package io.volant.rpc.cluster;

import io.volant.rpc.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link LoadBalancer#leastResponseTime}. */
final class LeastResponseTime implements LoadBalancer {
    private final Chance chance;

    LeastResponseTime(Chance chance) {
        this.chance = chance;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        return new Fastest(new Candidates(nodes, chance), chance);
    }

    /**
     * The cost of a node is {@code (response time + trouble) x (pending + 1)}. One that is not known yet is taken for one in the
     * middle. A small share of picks goes to any node that nothing was heard of for a while, so that one which is fast again is
     * found.
     */
    private static final class Fastest extends CheapestNode {
        private static final long PROBED = 64; // one in so many picks looks for such a node
        private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private final Chance chance;

        Fastest(Candidates candidates, Chance chance) {
            super(candidates, chance);
            this.chance = chance;
        }

        @Override
        public Node pick(Request request, Tried tried) {
            long bits = chance.next();
            if ((bits & (PROBED - 1)) == 0) {
                int index = Chance.below(candidates.size(), bits);
                NodeFigures figures = candidates.figures[index];
                if (figures.pending() == 0
                        && figures.silence() > SILENCE_NANOS
                        && !tried.contains(candidates.nodes[index])
                        && !candidates.leavesOut(index)) {
                    return candidates.nodes[index];
                }
            }
            return super.pick(request, tried);
        }

        @Override
        double cost(int index, int rival) {
            NodeFigures figures = candidates.figures[index];
            if (figures.responseNanos() > 0) {
                return figures.costNanos(0);
            }
            return figures.costNanos(rival >= 0 ? candidates.figures[rival].responseNanos() : median());
        }

        /** Of the known times, without allocating: each is held against all others. 0 when none is known. */
        private double median() {
            double median = 0;
            int known = 0;
            for (NodeFigures figures : candidates.figures) {
                known += figures.responseNanos() > 0 ? 1 : 0;
            }
            for (NodeFigures figures : candidates.figures) {
                double nanos = figures.responseNanos();
                int smaller = 0;
                for (NodeFigures other : candidates.figures) {
                    double its = other.responseNanos();
                    smaller += its > 0 && its < nanos ? 1 : 0;
                }
                if (nanos > 0 && smaller <= known / 2) {
                    median = Math.max(median, nanos);
                }
            }
            return median;
        }
    }
}
