package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;

/** Handles on the members of a user's class, of any visibility. */
final class Access {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private Access() {}

    /** The class is in a module that does not let Volant in. */
    static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;

        Closed(Class<?> type) {
            super(advice(type), null, false, false);
        }

        private static String advice(Class<?> type) {
            Module own = Access.class.getModule();
            return "not accessible; add to module " + type.getModule().getName() + ": opens " + type.getPackageName()
                    + (own.isNamed() ? " to " + own.getName() : "") + ";";
        }
    }

    /** A handle of type {@code (Object)T}, or {@code (Object)Object} for references. */
    static MethodHandle getter(Field field) throws Closed {
        MethodHandle handle;
        try {
            handle = lookup(field.getDeclaringClass()).unreflectGetter(field);
        } catch (IllegalAccessException e) {
            throw new Closed(field.getDeclaringClass());
        }
        return handle.asType(MethodType.methodType(erase(field.getType()), Object.class));
    }

    /** A handle of type {@code (Object,T)void}, or {@code (Object,Object)void} for references. */
    static MethodHandle setter(Field field) throws Closed {
        MethodHandle handle;
        try {
            handle = lookup(field.getDeclaringClass()).unreflectSetter(field);
        } catch (IllegalAccessException e) {
            throw new Closed(field.getDeclaringClass());
        }
        return handle.asType(MethodType.methodType(void.class, Object.class, erase(field.getType())));
    }

    /** A handle of the type of the constructor. */
    static MethodHandle constructor(Constructor<?> constructor) throws Closed {
        try {
            return lookup(constructor.getDeclaringClass()).unreflectConstructor(constructor);
        } catch (IllegalAccessException e) {
            throw new Closed(constructor.getDeclaringClass());
        }
    }

    /** Whether the JDK itself defines the class; such classes are known one by one or not at all. */
    static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static MethodHandles.Lookup lookup(Class<?> type) throws IllegalAccessException {
        return isPlatform(type) ? MethodHandles.publicLookup() : MethodHandles.privateLookupIn(type, OWN);
    }

    private static Class<?> erase(Class<?> type) {
        return type.isPrimitive() ? type : Object.class;
    }
}
