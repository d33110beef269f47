package io.volant.rpc.serialization;

/** A class that is on the class path and that nothing but its name, in the bytes of a message, speaks of. */
final class NeverLoaded {
    private NeverLoaded() {}
}
