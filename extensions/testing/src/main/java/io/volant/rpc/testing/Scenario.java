package io.volant.rpc.testing;

/** What is to happen in a {@link SimulatedNetwork}, and what must hold: a test, which may run under many seeds. */
@FunctionalInterface
public interface Scenario {
    /**
     * Plays it once, on the thread of the simulation; whatever it throws fails the seed. Nothing may block, and nothing may depend on
     * anything but the network.
     */
    void play(SimulatedNetwork network) throws Exception;
}
