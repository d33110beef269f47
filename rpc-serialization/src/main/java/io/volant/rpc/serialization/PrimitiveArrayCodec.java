package io.volant.rpc.serialization;

import org.jspecify.annotations.Nullable;

/** An array of a primitive type other than {@code byte}: {@code varint(length + 1)} and the values. */
final class PrimitiveArrayCodec<A> extends Codec<A> {
    /** What differs between the primitive types: the loop over one array. */
    interface Loop<A> {
        int length(A array);

        void write(WireOutput out, A array);

        A read(WireInput in, int length);
    }

    private final int bytesEach;
    private final Loop<A> loop;

    /**
     * @param bytesEach the least that a value takes
     */
    PrimitiveArrayCodec(Class<A> type, int bytesEach, Loop<A> loop) {
        super(type, "array(" + type.getComponentType().getName() + ")");
        this.bytesEach = bytesEach;
        this.loop = loop;
    }

    @Override
    void write(WireOutput out, @Nullable A value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        out.putVarint(loop.length(value) + 1);
        loop.write(out, value);
    }

    @Override
    @Nullable
    A read(WireInput in) {
        int length = in.takeCount(bytesEach);
        return length < 0 ? null : loop.read(in, length);
    }
}
