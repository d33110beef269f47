package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an object from the values of its fields: a constructor takes some of them, the others are set. */
final class Creation {
    private final Class<?> type;
    private final MethodHandle constructor;
    private final int[] sources;
    private final @Nullable MethodHandle[] setters;

    /**
     * @param constructor of type {@code (Object[])Object}
     * @param sources by parameter: the index of a field, or what {@link Candidate} says
     * @param setters by field: of type {@code (Object,Object)void}, or null if the constructor takes it
     */
    private Creation(Class<?> type, MethodHandle constructor, int[] sources, @Nullable MethodHandle[] setters) {
        this.type = type;
        this.constructor = constructor;
        this.sources = sources;
        this.setters = setters;
    }

    static Creation of(Candidate candidate, List<Field> fields) throws Access.Closed {
        int[] sources = candidate.sources().stream().mapToInt(Integer::intValue).toArray();
        MethodHandle constructor = Access.constructor(candidate.constructor())
                .asSpreader(Object[].class, sources.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        @Nullable MethodHandle[] setters = new MethodHandle[fields.size()];
        for (int i = 0; i < setters.length; i++) {
            if (!candidate.sources().contains(i)) {
                setters[i] = Access.setter(fields.get(i))
                        .asType(MethodType.methodType(void.class, Object.class, Object.class));
            }
        }
        return new Creation(candidate.constructor().getDeclaringClass(), constructor, sources, setters);
    }

    /**
     * @param values of all fields, in their order
     * @param message of an exception
     */
    Object create(@Nullable Object[] values, @Nullable String message) {
        Object[] arguments = new Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            int source = sources[i];
            arguments[i] = source >= 0 ? values[source] : source == Candidate.MESSAGE ? message : null;
        }
        Object made;
        try {
            made = (Object) constructor.invokeExact(arguments);
        } catch (Throwable e) {
            throw ObjectCodec.fromConstructor(type, e);
        }
        for (int i = 0; i < setters.length; i++) {
            MethodHandle setter = setters[i];
            if (setter != null) {
                set(setter, made, values[i]);
            }
        }
        return made;
    }

    private static void set(MethodHandle setter, Object owner, @Nullable Object value) {
        try {
            setter.invokeExact(owner, value);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a field cannot fail to be set", e);
        }
    }
}
