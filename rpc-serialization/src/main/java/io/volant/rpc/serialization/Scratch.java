package io.volant.rpc.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;

/**
 * What one encode or decode works with: a Kryo that writes no references, knows no class but its own primitives and refuses every
 * other, and its buffers. The codecs of a service are handed to it, so it never looks for one by class.
 */
final class Scratch {
    private final Kryo kryo = new Kryo();
    private final WireOutput output = new WireOutput();
    private final WireInput input = new WireInput();

    Scratch() {
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        kryo.setAutoReset(true);
    }

    Kryo kryo() {
        return kryo;
    }

    WireOutput output() {
        return output;
    }

    WireInput input() {
        return input;
    }
}
