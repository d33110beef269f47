package io.volant.rpc.serialization;

import io.volant.rpc.MethodDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds how each declared exception of a method is rebuilt from its message. */
final class ExceptionCompiler {
    /** Declared so, anything may be thrown: these travel like undeclared ones. */
    private static final Set<Class<?>> TOO_GENERAL =
            Set.of(Throwable.class, Exception.class, RuntimeException.class, Error.class);

    private ExceptionCompiler() {}

    static ExceptionsCodec compile(MethodDescriptor method, Problems problems) {
        List<ExceptionCodec> cases = new ArrayList<>();
        for (Class<? extends Throwable> declared : Set.copyOf(method.declaredExceptions())) {
            if (!TOO_GENERAL.contains(declared)) {
                MethodHandle constructor = constructor(declared, problems);
                if (constructor != null) {
                    cases.add(new ExceptionCodec(declared, constructor));
                }
            }
        }
        return new ExceptionsCodec(cases);
    }

    private static @Nullable MethodHandle constructor(Class<? extends Throwable> declared, Problems problems) {
        String where = "throws " + declared.getSimpleName();
        if (Modifier.isAbstract(declared.getModifiers())) {
            problems.add(where, "an abstract exception cannot be rebuilt; declare its subclasses");
            return null;
        }
        try {
            MethodHandle found = find(declared);
            if (found == null) {
                problems.add(where, "no constructor (String), (String, Throwable) or ()");
                return null;
            }
            return found.asType(MethodType.methodType(Throwable.class, String.class));
        } catch (Access.Closed e) {
            problems.add(where, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable MethodHandle find(Class<?> declared) throws Access.Closed {
        MethodHandle message = find(declared, String.class);
        if (message != null) {
            return message;
        }
        MethodHandle both = find(declared, String.class, Throwable.class);
        if (both != null) {
            return MethodHandles.insertArguments(both, 1, (Object) null);
        }
        MethodHandle none = find(declared, new Class<?>[0]);
        return none == null ? null : MethodHandles.dropArguments(none, 0, String.class);
    }

    private static @Nullable MethodHandle find(Class<?> declared, Class<?>... parameters) throws Access.Closed {
        try {
            Constructor<?> constructor = declared.getDeclaredConstructor(parameters);
            boolean usable = Modifier.isPublic(constructor.getModifiers()) || !Access.isPlatform(declared);
            return usable ? Access.constructor(constructor) : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
