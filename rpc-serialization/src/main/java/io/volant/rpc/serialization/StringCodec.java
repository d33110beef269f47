package io.volant.rpc.serialization;

import org.jspecify.annotations.Nullable;

/** A string: {@code varint(length + 1)} and UTF-8. */
final class StringCodec extends Codec<String> {
    StringCodec() {
        super(String.class, "string");
    }

    @Override
    void write(WireOutput out, @Nullable String value) {
        out.putString(value);
    }

    @Override
    @Nullable
    String read(WireInput in) {
        return in.takeString();
    }
}
