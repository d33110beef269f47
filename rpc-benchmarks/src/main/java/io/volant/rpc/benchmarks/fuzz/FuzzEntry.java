package io.volant.rpc.benchmarks.fuzz;

import java.util.function.Consumer;

/** What the engine calls, by this name, in a JVM of its own: one target, which the system property names. */
public final class FuzzEntry {
    static final String PROPERTY = "volant.fuzz.target";

    private static final Consumer<byte[]> TARGET =
            new Frugal(FuzzTarget.of(System.getProperty(PROPERTY, "")).create());

    private FuzzEntry() {}

    /** Loads what the target needs before the time of the run begins. */
    public static void fuzzerInitialize() {
        TARGET.accept(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.accept(input);
    }
}
