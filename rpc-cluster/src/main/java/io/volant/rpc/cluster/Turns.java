package io.volant.rpc.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The order in which nodes take turns by weight, each as evenly spread over it as can be: a node with {@code t} of all turns has
 * one in every {@code t}-th part of the whole.
 *
 * <p>The order is exact where the sum of the weights, divided by what divides all of them, is at most as long as otherwise: it then
 * has about {@value #PER_NODE} turns for each node, and at least {@value #EXACT} in all; weights are rounded to that, but every
 * node has a turn.
 */
final class Turns {
    private static final int EXACT = 4096;
    private static final int PER_NODE = 16;

    private Turns() {}

    /** Indices of {@code weights}, each as often as its weight says. */
    static int[] of(int... weights) {
        int[] counts = counts(weights);
        int length = Math.toIntExact(IntStream.of(counts).asLongStream().sum());
        // by the middle of the part that a turn belongs to, then by node: what a sort of longs does at once
        long[] order = new long[length];
        int filled = 0;
        for (int node = 0; node < counts.length; node++) {
            for (int turn = 0; turn < counts[node]; turn++) {
                double place = (turn + 0.5) / counts[node];
                order[filled++] = (long) (place * (1L << 38)) << 24 | node;
            }
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToInt(turn -> (int) turn & 0xFF_FFFF).toArray();
    }

    private static int[] counts(int[] weights) {
        int divisor = IntStream.of(weights).reduce(0, Turns::commonDivisor);
        long sum = IntStream.of(weights).asLongStream().sum() / divisor;
        long room = Math.max(EXACT, (long) PER_NODE * weights.length);
        if (sum <= room) {
            return IntStream.of(weights).map(weight -> weight / divisor).toArray();
        }
        double scale = (double) room / IntStream.of(weights).asLongStream().sum();
        return IntStream.of(weights)
                .map(weight -> Math.max(1, (int) Math.round(weight * scale)))
                .toArray();
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }
}
