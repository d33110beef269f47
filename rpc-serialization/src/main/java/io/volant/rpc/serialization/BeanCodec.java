package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;

/** A bean whose fields are set after the constructor without parameters. */
final class BeanCodec extends ObjectCodec {
    private final MethodHandle constructor;

    /**
     * @param constructor of type {@code ()Object}
     */
    BeanCodec(Class<?> type, String text, MethodHandle constructor) {
        super(type, text);
        this.constructor = constructor;
    }

    @Override
    Object read(WireInput in, Members members) {
        Object value;
        try {
            value = (Object) constructor.invokeExact();
        } catch (Throwable e) {
            throw fromConstructor(type(), e);
        }
        members.read(in, value);
        return value;
    }
}
