package io.volant.rpc.benchmarks.growth;

import java.util.List;

/**
 * What a number of things costs in all, decade by decade.
 *
 * @param what the things
 * @param unit of the costs
 */
record Series(String what, String unit, List<Point> points) {
    Series {
        points = List.copyOf(points);
    }

    /**
     * One measurement.
     *
     * @param perItem the cost of one thing
     */
    record Point(long count, double perItem) {
        Point {
            perItem = Math.max(0, perItem); // a heap that shrank meanwhile
        }
    }

    /** The exponent of the cost in all between two measurements; 0 when one of them was too small to be seen. */
    static double slope(Point from, Point to) {
        if (from.perItem == 0 || to.perItem == 0) {
            return 0;
        }
        double costs = to.perItem * to.count / (from.perItem * from.count);
        return Math.log(costs) / Math.log((double) to.count / from.count);
    }
}
