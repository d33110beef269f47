package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** A record: its components in declaration order, rebuilt by the canonical constructor. */
final class RecordCodec extends ObjectCodec {
    private final MethodHandle constructor;
    private final MethodHandle spreader;

    /**
     * @param constructor takes the components
     */
    RecordCodec(Class<?> type, String text, MethodHandle constructor) {
        super(type, text);
        this.constructor = constructor;
        this.spreader = constructor
                .asSpreader(Object[].class, constructor.type().parameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    @Override
    Object read(WireInput in, Members members) {
        Object made = members.create(in, type(), constructor);
        if (made != null) {
            return made;
        }
        Object[] values = members.read(in);
        try {
            return (Object) spreader.invokeExact(values);
        } catch (Throwable e) {
            throw fromConstructor(type(), e);
        }
    }
}
