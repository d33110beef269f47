package io.volant.rpc.benchmarks.soak;

import java.io.IOException;
import java.util.Random;

/** A client that is trouble to the server; a visit opens its connections and closes them, within some seconds. */
@FunctionalInterface
interface Visitor {
    /**
     * Visits once, in the way that {@code random} chooses.
     *
     * @throws IOException as {@link io.volant.rpc.RpcException} does: the visit ended early, which is no failure
     * @throws AssertionError if a right connection gave a wrong answer
     */
    void visit(Random random) throws IOException, InterruptedException;
}
