package io.volant.rpc.benchmarks.footprint;

/** The heap of this JVM. */
public final class Heap {
    private static final int COLLECTIONS = 3; // what one of them makes free to be collected goes with the next

    private Heap() {}

    /** What is reachable. */
    public static long liveBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
