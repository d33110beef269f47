package io.volant.rpc.benchmarks.soak;

/** What a relay does to the bytes of one direction, behind the first few that it passes on as they are. */
enum Trouble {
    /** Passes all on. */
    NONE,
    /** Reads nothing for a while, once. */
    STALL,
    /** A byte at a time for a while. */
    DRIP,
    /** Resets both connections. */
    CUT,
    /** Changes bytes. */
    DAMAGE
}
