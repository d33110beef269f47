package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;

/** A record: its components in declaration order, rebuilt by the canonical constructor. */
final class RecordCodec extends ObjectCodec {
    private final MethodHandle constructor;

    /**
     * @param constructor of type {@code (Object[])Object}
     */
    RecordCodec(Class<?> type, String text, MethodHandle constructor) {
        super(type, text);
        this.constructor = constructor;
    }

    @Override
    Object read(WireInput in, Members members) {
        Object[] values = members.read(in);
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw fromConstructor(type(), e);
        }
    }
}
