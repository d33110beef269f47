package io.volant.rpc.serialization;

/** A class that one test loads by its name, to see that this is noticed. */
final class LoadedByName {
    private LoadedByName() {}
}
