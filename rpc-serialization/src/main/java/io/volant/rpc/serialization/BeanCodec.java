package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;

/** A bean: its fields, those of superclasses first and by name within a class, set after the constructor without parameters. */
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
    Object readMembers(WireInput in) {
        Object value;
        try {
            value = (Object) constructor.invokeExact();
        } catch (Throwable e) {
            throw fromConstructor(type(), e);
        }
        Member[] members = members();
        int i = 0;
        try {
            for (; i < members.length; i++) {
                members[i].read(in, value);
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("." + members[i].name());
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a field cannot fail to be set", e);
        }
        return value;
    }
}
