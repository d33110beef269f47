package io.volant.rpc.cluster;

import io.volant.rpc.Request;
import java.util.List;

/** {@link LoadBalancer#consistentHash}. */
final class ConsistentHash implements LoadBalancer {
    private static final double BOUND = 1.25;
    private static final int UNBOUNDED =
            8; // calls that a node may always have: few are no load, and moving a key costs its cache
    private static final int SAMPLE = 16;
    private static final int FOLLOWED = 512; // points of the ring, then any untried node is as good

    private final Chance chance;

    ConsistentHash(Chance chance) {
        this.chance = chance;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        return new Ring(new Candidates(nodes, chance), chance);
    }

    private static final class Ring implements Picker {
        private final Candidates candidates;
        private final Chance chance;
        private final HashRing ring;

        Ring(Candidates candidates, Chance chance) {
            this.candidates = candidates;
            this.chance = chance;
            String[] names = new String[candidates.size()];
            int[] weights = new int[candidates.size()];
            for (int i = 0; i < names.length; i++) {
                names[i] = candidates.nodes[i].instance().endpoint().toString();
                weights[i] = candidates.nodes[i].instance().weight();
            }
            ring = new HashRing(names, weights);
        }

        @Override
        public Node pick(Request request, Tried tried) {
            long key = RoutingHash.of(request);
            long hash = key == RoutingHash.NO_KEY ? chance.next() : key;
            int point = ring.point(hash);
            int home = ring.node(point);
            if (tried == Tried.NONE && candidates.allWarm() && hasRoom(home)) {
                return candidates.nodes[home];
            }
            for (int i = 0; i < FOLLOWED; i++) {
                int index = ring.node(point);
                if (!tried.contains(candidates.nodes[index]) && isWarmFor(hash, index) && hasRoom(index)) {
                    return candidates.nodes[index];
                }
                point = point + 1 == ring.size() ? 0 : point + 1;
            }
            return candidates.untried(home, tried);
        }

        /** A node that is warming up gets its keys one after the other, and each for good. */
        private boolean isWarmFor(long hash, int index) {
            return candidates.allWarm() || Chance.share(RoutingHash.mixed(hash + index)) < candidates.warmth(index);
        }

        /** Whether a node has at most a quarter more calls than nodes have on the average, and fails less than half of them. */
        private boolean hasRoom(int index) {
            NodeFigures figures = candidates.figures[index];
            int pending = figures.pending();
            return (pending < UNBOUNDED || pending < BOUND * averagePending() + 1) && figures.trouble() < 0.5;
        }

        /** Of all nodes where they are few, else of some taken at random. */
        private double averagePending() {
            int size = candidates.size();
            int sample = Math.min(SAMPLE, size);
            int start = sample == size ? 0 : Chance.below(size, chance.next());
            int step = size / sample;
            long sum = 0;
            for (int i = 0; i < sample; i++) {
                sum += candidates.figures[(start + i * step) % size].pending();
            }
            return (double) sum / sample;
        }
    }
}
