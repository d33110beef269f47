package io.volant.rpc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes named virtual threads, where the JVM has them: Java 21 and newer. */
final class VirtualThreads {
    private static final int FIRST_VERSION = 21;
    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

    private VirtualThreads() {}

    static boolean available() {
        return Runtime.version().feature() >= FIRST_VERSION;
    }

    /** Whether the calling thread is a virtual one. */
    static boolean isCurrent() {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
        } catch (Throwable e) {
            throw new IllegalStateException("Thread.isVirtual", e);
        }
    }

    private static @Nullable MethodHandle isVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) { // before Java 21
            return null;
        }
    }

    /** Virtual threads numbered from 1 behind {@code prefix}, with a context class loader for the user's code that they run. */
    static ThreadFactory numbered(String prefix, @Nullable ClassLoader context) {
        if (!available()) {
            throw new IllegalStateException("virtual threads need Java " + FIRST_VERSION + " or newer (found: "
                    + Runtime.version().feature() + ")");
        }
        ThreadFactory factory = unnamed();
        AtomicInteger next = new AtomicInteger(1);
        return task -> {
            Thread thread = factory.newThread(task);
            thread.setName(prefix + next.getAndIncrement());
            thread.setContextClassLoader(context);
            return thread;
        };
    }

    /** {@code Thread.ofVirtual().inheritInheritableThreadLocals(false).factory()}, which Java 17 does not know. */
    private static ThreadFactory unnamed() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle plain = lookup.findVirtual(
                    builder, "inheritInheritableThreadLocals", MethodType.methodType(builder, boolean.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return (ThreadFactory) factory.invoke(plain.invoke(start.invoke(), false));
        } catch (Throwable e) {
            throw new IllegalStateException("this JVM offers no virtual threads", e);
        }
    }
}
