package io.volant.rpc.cluster;

import io.volant.rpc.Request;

/**
 * Picks the node at which a call costs least: of all where they are few, else of two at random, which is nearly as good and as fast
 * with ten thousand nodes as with a hundred. Of three, two at random would send a third of the calls past the best.
 *
 * <p>Costs that differ by less than a quarter count as equal, as random as {@link #jitter} makes them: otherwise the calls of all
 * clients would run to the same node.
 */
abstract class CheapestNode implements Picker {
    private static final int ALL_COMPARED = 16;
    private static final int DRAWS = 4;

    final Candidates candidates;
    private final Chance chance;

    CheapestNode(Candidates candidates, Chance chance) {
        this.candidates = candidates;
        this.chance = chance;
    }

    /** What a call costs at a node, above 0; {@code rival} is one that it is compared with, or negative when it is with all. */
    abstract double cost(int index, int rival);

    @Override
    public Node pick(Request request, Tried tried) {
        return candidates.size() <= ALL_COMPARED ? ofAll(tried) : ofTwo(tried);
    }

    private Node ofAll(Tried tried) {
        boolean plain = tried == Tried.NONE && candidates.allWarm();
        long bits = chance.next();
        int best = -1;
        double least = 0;
        for (int i = 0; i < candidates.size(); i++) {
            if (plain || (!tried.contains(candidates.nodes[i]) && !candidates.leavesOut(i))) {
                double cost = cost(i, -1) * jitter(bits);
                if (best < 0 || cost < least) {
                    best = i;
                    least = cost;
                }
            }
            bits = stir(bits);
        }
        return best < 0
                ? candidates.untried(Chance.below(candidates.size(), chance.next()), tried)
                : candidates.nodes[best];
    }

    private Node ofTwo(Tried tried) {
        int a = draw(tried);
        int b = draw(tried);
        if (b == a) {
            b = (a + 1) % candidates.size();
        }
        if (tried != Tried.NONE && tried.contains(candidates.nodes[b])) {
            return candidates.untried(a, tried);
        }
        long bits = chance.next();
        boolean first = cost(a, b) * jitter(bits) <= cost(b, a) * jitter(stir(bits));
        return first ? candidates.untried(a, tried) : candidates.nodes[b];
    }

    private int draw(Tried tried) {
        int index = Chance.below(candidates.size(), chance.next());
        if (tried == Tried.NONE && candidates.allWarm()) {
            return index;
        }
        for (int i = 1; i < DRAWS && (tried.contains(candidates.nodes[index]) || candidates.leavesOut(index)); i++) {
            index = Chance.below(candidates.size(), chance.next());
        }
        return index;
    }

    /** From 1 to 1.25, by the upper half of {@code bits}. */
    private static double jitter(long bits) {
        return 1 + (bits >>> 32) * 0x1p-34;
    }

    /** Other bits, random enough to choose between equals (a step of Knuth's MMIX generator). */
    private static long stir(long bits) {
        return bits * 6364136223846793005L + 1442695040888963407L;
    }
}
