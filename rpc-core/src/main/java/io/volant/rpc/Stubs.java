package io.volant.rpc;

/** Makes stubs that share a client and its options. Thread-safe. */
public interface Stubs {
    /**
     * A stub of a service: each call of a remote method goes to a server, default methods and those of {@code Object} run here.
     * Does no I/O; stubs are thread-safe, cheap, and live as long as their client.
     *
     * <p>A call ends within its time-out, and fails with an exception that the method declares or with an {@link RpcException}.
     * A method that returns a value, or nothing, blocks; an interrupt cancels its call and stays set; on an event loop it throws
     * an {@link IllegalStateException} at once. A future is completed on an event loop, where nothing may block, unless the
     * client says otherwise; its {@code …Async} stages run on the client's executor; cancelling it cancels the call. A one-way
     * method returns when the call is on its way and throws only what is known by then. Calls that a handler makes have no more
     * time than the call it works on, and are cancelled with it.
     *
     * @throws IllegalArgumentException if the interface is not a service or has mistakes, listing all of them
     */
    <T> T stub(Class<T> service);

    /** Stubs whose calls are made with {@code options}, and otherwise as those from here. */
    Stubs with(CallOptions options);
}
