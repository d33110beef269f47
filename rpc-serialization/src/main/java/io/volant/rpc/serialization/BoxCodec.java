package io.volant.rpc.serialization;

import org.jspecify.annotations.Nullable;

/** A boxed primitive: 1 and the value, or 0 for null. */
final class BoxCodec extends Codec<Object> {
    private final Primitive primitive;

    BoxCodec(Primitive primitive) {
        super(primitive.box(), primitive.box().getName());
        this.primitive = primitive;
    }

    @Override
    void write(WireOutput out, @Nullable Object value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        if (value.getClass() != type()) {
            throw Names.unexpected(value, type());
        }
        out.putByte(1);
        primitive.put(out, value);
    }

    @Override
    void writePresent(WireOutput out, Object value) {
        primitive.put(out, value);
    }

    @Override
    @Nullable
    Object read(WireInput in) {
        return in.takePresent() ? primitive.take(in) : null;
    }

    @Override
    Object readPresent(WireInput in) {
        return primitive.take(in);
    }
}
