package io.volant.rpc.serialization;

import org.jspecify.annotations.Nullable;

/** A {@code byte[]}: {@code varint(length + 1)} and the bytes. */
final class BytesCodec extends Codec<byte[]> {
    BytesCodec() {
        super(byte[].class, "bytes");
    }

    @Override
    void write(WireOutput out, byte @Nullable [] value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        out.putVarint(value.length + 1);
        out.putRaw(value);
    }

    @Override
    byte @Nullable [] read(WireInput in) {
        int length = in.takeCount(1);
        return length < 0 ? null : in.takeRaw(length);
    }
}
