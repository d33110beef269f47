package io.volant.rpc.benchmarks.runner;

import java.util.List;

/** Which processors the measured JVMs may use. */
public enum Placement {
    /** All of them held on one: pure cost, without the scheduler's moods. */
    ONE_CORE("all on processor 0"),
    ALL_CORES("free");

    private final String label;

    Placement(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** What stands before {@code java}. */
    public List<String> launcher() {
        return isPinned() ? List.of("taskset", "-c", "0") : List.of();
    }

    public boolean isPinned() {
        return this == ONE_CORE;
    }
}
