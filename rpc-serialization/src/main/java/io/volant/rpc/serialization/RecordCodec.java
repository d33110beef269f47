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
    Object readMembers(WireInput in) {
        Member[] members = members();
        Object[] values = new Object[members.length];
        int i = 0;
        try {
            for (; i < members.length; i++) {
                values[i] = members[i].read(in);
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("." + members[i].name());
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw fromConstructor(type(), e);
        }
    }
}
