package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the machine must have for a fault, beside JVMs. */
enum Need {
    NOTHING,
    FAKED_CLOCK,
    NAMESPACES;

    /** Why this machine cannot give it; empty when it can. */
    Optional<String> missing() {
        return switch (this) {
            case NOTHING -> Optional.empty();
            case FAKED_CLOCK -> FakedClock.missing();
            case NAMESPACES -> Namespaces.missing();
        };
    }

    /**
     * Has it ready for one trial.
     *
     * @param directory for files of the trial
     * @param victim the server that the fault meets
     */
    Surroundings prepare(Path directory, int victim) throws IOException {
        return switch (this) {
            case NOTHING -> Surroundings.PLAIN;
            case FAKED_CLOCK -> FakedClock.in(directory);
            case NAMESPACES -> Namespaces.create(victim);
        };
    }
}
