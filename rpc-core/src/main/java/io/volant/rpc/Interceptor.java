package io.volant.rpc;

/**
 * Wraps an invoker; asked once per method when a stub or a service is built.
 *
 * <p>The invoker it makes is called on the caller's thread on a client, and on the thread of the handler on a server; either can be
 * an event loop, so that it never blocks. Responses come back on whichever thread completes them. What it throws fails its call.
 */
@FunctionalInterface
public interface Interceptor {
    /** {@code next} itself where there is nothing to do for the method, so that it costs nothing there. */
    Invoker around(MethodDescriptor method, Invoker next);
}
