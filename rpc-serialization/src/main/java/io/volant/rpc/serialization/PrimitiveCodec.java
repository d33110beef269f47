package io.volant.rpc.serialization;

import org.jspecify.annotations.Nullable;

/** A parameter or result of a primitive type: the value alone, since it is never null. */
final class PrimitiveCodec extends Codec<Object> {
    private final Primitive primitive;

    PrimitiveCodec(Primitive primitive) {
        super(primitive.box(), primitive.type().getName());
        this.primitive = primitive;
    }

    @Override
    void write(WireOutput out, @Nullable Object value) {
        if (value == null) {
            throw Names.nullFor(text());
        }
        primitive.put(out, value);
    }

    @Override
    Object read(WireInput in) {
        return primitive.take(in);
    }
}
