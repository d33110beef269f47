package io.volant.rpc.transport;

import io.volant.rpc.VolantRuntime;
import java.util.UUID;

/**
 * The life of one connection, under a random name that its server made and told its client alone. Whoever knows it may ask for the
 * answers of the calls of that connection; nobody can guess it.
 */
record Epoch(long high, long low) {
    static final int LENGTH = 2 * Long.BYTES;

    /** Of a peer that told none. */
    static final Epoch NONE = new Epoch(0, 0);

    static Epoch fresh(VolantRuntime runtime) {
        UUID random = runtime.newId();
        return new Epoch(random.getMostSignificantBits(), random.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return "Epoch"; // it is a secret of two
    }
}
