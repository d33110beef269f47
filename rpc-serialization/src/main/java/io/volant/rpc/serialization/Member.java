package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * A field of a bean or a component of a record.
 *
 * <p>The handles are typed with {@code Object} for the owner and for every reference, and with the primitive itself otherwise, so
 * that nothing is boxed.
 */
final class Member {
    private final String name;
    private final @Nullable Primitive primitive;
    private final Codec<Object> codec;
    private final MethodHandle getter;
    private final @Nullable MethodHandle setter;

    /**
     * @param primitive null for a reference
     * @param setter null for a component of a record
     */
    Member(
            String name,
            @Nullable Primitive primitive,
            Codec<Object> codec,
            MethodHandle getter,
            @Nullable MethodHandle setter) {
        this.name = name;
        this.primitive = primitive;
        this.codec = codec;
        this.getter = getter;
        this.setter = setter;
    }

    String name() {
        return name;
    }

    Codec<Object> codec() {
        return codec;
    }

    void write(WireOutput out, Object owner) throws Throwable {
        if (primitive == null) {
            Object value = (Object) getter.invokeExact(owner);
            try {
                codec.write(out, value);
            } catch (ClassCastException e) { // a type variable's slot holds anything
                throw codec.refusal(e, value);
            }
            return;
        }
        switch (primitive) {
            case BOOLEAN -> out.putBoolean((boolean) getter.invokeExact(owner));
            case BYTE -> out.putByte((byte) getter.invokeExact(owner));
            case SHORT -> out.putInt((short) getter.invokeExact(owner));
            case CHAR -> out.putVarint((char) getter.invokeExact(owner));
            case INT -> out.putInt((int) getter.invokeExact(owner));
            case LONG -> out.putLong((long) getter.invokeExact(owner));
            case FLOAT -> out.putFloat((float) getter.invokeExact(owner));
            case DOUBLE -> out.putDouble((double) getter.invokeExact(owner));
        }
    }

    /** Reads the value alone, for a constructor. */
    @Nullable
    Object read(WireInput in) {
        return codec.read(in);
    }

    /** Reads the value into its field. */
    void read(WireInput in, Object owner) throws Throwable {
        MethodHandle set = setter;
        if (set == null) {
            throw new IllegalStateException(name + " has no setter");
        }
        if (primitive == null) {
            Object value = codec.read(in);
            set.invokeExact(owner, value);
            return;
        }
        switch (primitive) {
            case BOOLEAN -> set.invokeExact(owner, in.takeBoolean());
            case BYTE -> set.invokeExact(owner, in.takeByte());
            case SHORT -> set.invokeExact(owner, Primitive.takeShort(in));
            case CHAR -> set.invokeExact(owner, Primitive.takeChar(in));
            case INT -> set.invokeExact(owner, in.takeInt());
            case LONG -> set.invokeExact(owner, in.takeLong());
            case FLOAT -> set.invokeExact(owner, in.takeFloat());
            case DOUBLE -> set.invokeExact(owner, in.takeDouble());
        }
    }
}
