package io.volant.rpc.cluster;

import java.util.Arrays;

/**
 * Points of nodes on a ring of hashes, where a key belongs to the node of the first point after its own. When a node comes or goes
 * only the keys change that belong to it. Immutable.
 *
 * <p>A node of average weight has {@value #POINTS} points, of many nodes as many as make {@value #ENOUGH} in all, and at least
 * {@value #FEWEST}. An index by the upper bits of the hash leads to the point at once.
 */
final class HashRing {
    private static final int POINTS = 500;
    private static final int ENOUGH = 1 << 16;
    private static final int FEWEST = 16;
    private static final int NODE_BITS = 24;

    private final long[] points; // sorted: a hash in the upper bits, whose node is in the lowest
    private final int[] first; // by the upper bits of a hash, the first point that is not before them
    private final int shift;

    /** @param names what the points of a node come from, the same in every process */
    HashRing(String[] names, int[] weights) {
        long total = Arrays.stream(weights).asLongStream().sum();
        double average = Math.max(FEWEST, Math.min(POINTS, (double) ENOUGH / names.length));
        int[] counts = Arrays.stream(weights)
                .map(weight -> (int) Math.max(1, Math.round(average * weight * names.length / total)))
                .toArray();
        points = new long[Arrays.stream(counts).sum()];
        int filled = 0;
        for (int node = 0; node < names.length; node++) {
            long hash = RoutingHash.of(names[node]);
            for (int i = 0; i < counts[node]; i++) {
                hash = RoutingHash.mixed(hash);
                points[filled++] = (hash >>> NODE_BITS << NODE_BITS) | node;
            }
        }
        Arrays.sort(points, 0, filled);
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(filled));
        shift = Long.SIZE - bits;
        first = new int[1 << bits];
        int point = 0;
        for (int i = 0; i < first.length; i++) {
            while (point < filled && slot(points[point]) < i) {
                point++;
            }
            first[i] = point;
        }
    }

    int size() {
        return points.length;
    }

    /** The point at which the keys with this hash belong. */
    int point(long hash) {
        int point = first[slot(hash)];
        while (point < points.length && points[point] < hash) {
            point++;
        }
        return point == points.length ? 0 : point;
    }

    int node(int point) {
        return (int) points[point] & ((1 << NODE_BITS) - 1);
    }

    private int slot(long point) {
        // signed, as they are sorted: the ring begins at the lowest
        return (int) ((point ^ Long.MIN_VALUE) >>> shift);
    }
}
