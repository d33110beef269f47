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

    /** A handle of the type of the constructor, which takes an array where this has {@code T...}. */
    static MethodHandle constructor(Constructor<?> constructor) throws Closed {
        try {
            return lookup(constructor.getDeclaringClass())
                    .unreflectConstructor(constructor)
                    .asFixedArity();
        } catch (IllegalAccessException e) {
            throw new Closed(constructor.getDeclaringClass());
        }
    }

    /** A handle of type {@code (Throwable)String} on {@code getMessage}. */
    static MethodHandle message() {
        try {
            return OWN.findVirtual(Throwable.class, "getMessage", MethodType.methodType(String.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every Throwable has a message", e);
        }
    }

    /** The same, but on what {@code type}, a class of exceptions, calls as {@code super.getMessage()}. */
    static MethodHandle messageAbove(Class<?> type) throws Closed {
        try {
            return lookup(type)
                    .findSpecial(Throwable.class, "getMessage", MethodType.methodType(String.class), type)
                    .asType(MethodType.methodType(String.class, Throwable.class));
        } catch (IllegalAccessException e) {
            throw new Closed(type);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every Throwable has a message", e);
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
