package io.volant.rpc.testing;

import io.volant.rpc.EventLoopThread;
import io.volant.rpc.Randomness;
import java.util.random.RandomGenerator;

/** The one thread of a simulation: an event loop, on which nothing may block, and whose chance falls by the seed. */
final class SimulationThread extends Thread implements EventLoopThread, Randomness {
    private final RandomGenerator random;

    SimulationThread(long seed, RandomGenerator random, Runnable scenario) {
        super(null, scenario, "volant-simulation-" + seed, 0, false);
        this.random = random;
        setDaemon(true);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }
}
