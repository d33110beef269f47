package io.volant.rpc.benchmarks.system;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is measured: Volant with two places for its handlers, and the hand-written references. */
public enum RpcSystem {
    /** Volant with handlers on the event loop. */
    VOLANT("volant"),
    /** Volant with handlers on the worker pool, which is the default of a server. */
    VOLANT_POOL("volantPool"),
    /** As {@link #VOLANT}, called through a cluster of this one server. */
    VOLANT_CLUSTER("volantCluster"),
    /** As {@link #VOLANT}, with a client whose callers may drive its event loop. */
    VOLANT_DRIVEN("volantDriven"),
    /** Netty with a flush per call and parked callers. */
    R1("R1"),
    /** Netty with one queue, one drain, one flush. */
    R2("R2"),
    /** Frames that are decoded, looked up and sent back; asynchronous only. */
    R3("R3");

    private final String label;

    RpcSystem(String label) {
        this.label = label;
    }

    /** The name in options, tables and files. */
    public String label() {
        return label;
    }

    public boolean isVolant() {
        return this == VOLANT || this == VOLANT_POOL || this == VOLANT_CLUSTER || this == VOLANT_DRIVEN;
    }

    public static RpcSystem of(String label) {
        return Arrays.stream(values())
                .filter(system -> system.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "system: " + label + " (expected: one of " + String.join(", ", labels()) + ")"));
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(RpcSystem::label).collect(Collectors.toList());
    }
}
