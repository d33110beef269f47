package io.volant.rpc;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * A thread with numbers of its own for whatever is left to chance, such as that of a {@link Simulation}, which repeats them by its
 * seed. Where nobody may guess a number, this is not its source.
 */
public interface Randomness {
    /** The numbers of this thread, for this thread alone. */
    RandomGenerator random();

    /** The numbers of the calling thread, which must not hand them on: by the JVM's own chance, unless it is such a thread. */
    static RandomGenerator ofThread() {
        return Thread.currentThread() instanceof Randomness own ? own.random() : ThreadLocalRandom.current();
    }
}
