package io.volant.rpc;

/**
 * Wraps an invoker; asked once per method when a stub or a service is built.
 *
 * <p>Returns {@code next} itself where it has nothing to do for the method, so that it costs nothing there.
 */
@FunctionalInterface
public interface Interceptor {
    Invoker around(MethodDescriptor method, Invoker next);
}
