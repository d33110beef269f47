package io.volant.rpc.serialization;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * An array of references: {@code varint(length + 1)} and the elements. Built with the declared component type; where that is open,
 * as in {@code Shape[]}, the array that is written may have a narrower one.
 */
final class ArrayCodec extends Codec<Object[]> {
    private final Codec<Object> element;

    /**
     * @param type the array class to build, which generic arrays share
     */
    ArrayCodec(Class<?> type, Codec<Object> element) {
        super(type, "array(" + element.text() + ")");
        this.element = element;
    }

    @Override
    boolean counts() {
        return true;
    }

    @Override
    boolean takesSubclasses() {
        return element.takesSubclasses();
    }

    @Override
    void define(Definitions definitions) {
        element.define(definitions);
    }

    @Override
    void write(WireOutput out, Object @Nullable [] value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        boolean fits = element.takesSubclasses() ? type().isInstance(value) : value.getClass() == type();
        if (!fits) {
            throw Names.unexpected(value, type());
        }
        out.putVarint(value.length + 1);
        out.charge(value.length);
        out.enter();
        int i = 0;
        try {
            for (; i < value.length; i++) {
                element.write(out, value[i]);
            }
        } catch (RuntimeException e) {
            throw element.refusal(e, value[i]).in("[" + i + "]");
        }
        out.leave();
    }

    @Override
    Object @Nullable [] read(WireInput in) {
        int length = in.takeCount(1);
        if (length < 0) {
            return null;
        }
        in.charge(length);
        in.enter();
        Object[] value = (Object[]) Array.newInstance(type().getComponentType(), length);
        int i = 0;
        try {
            for (; i < length; i++) {
                value[i] = element.read(in);
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("[" + i + "]");
        }
        in.leave();
        return value;
    }
}
