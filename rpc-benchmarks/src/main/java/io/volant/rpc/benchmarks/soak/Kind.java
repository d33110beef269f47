package io.volant.rpc.benchmarks.soak;

/** The kinds of clients that are trouble, and how many of each visit at once. */
enum Kind {
    SLOW("slow", 2, 30),
    DYING("dying", 2, 30),
    KILLED("killed", 1, 3_000), // each costs the start of a JVM
    HOSTILE("hostile", 2, 30);

    private final String label;
    private final int atOnce;
    private final int pauseMillis;

    Kind(String label, int atOnce, int pauseMillis) {
        this.label = label;
        this.atOnce = atOnce;
        this.pauseMillis = pauseMillis;
    }

    String label() {
        return label;
    }

    int atOnce() {
        return atOnce;
    }

    /** Between two visits of one of them. */
    int pauseMillis() {
        return pauseMillis;
    }
}
