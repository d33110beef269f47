package io.volant.rpc.cluster;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** Tries what two threads make of an object that they share, in chosen orders and as they come. */
final class Interleavings {
    private static final int ITERATIONS = 3;
    private static final int INVOCATIONS = 100;

    private Interleavings() {}

    static void explore(Class<?> shared) {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .check(shared);
        new StressOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .check(shared);
    }
}
