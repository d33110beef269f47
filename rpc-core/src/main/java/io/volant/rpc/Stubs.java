package io.volant.rpc;

/** Makes stubs that share a client and its options. Thread-safe. */
public interface Stubs {
    /**
     * A stub of a service: each call of a remote method goes to a server, default methods run here. Does no I/O; stubs are
     * thread-safe, cheap, and live as long as their client.
     *
     * @throws IllegalArgumentException if the interface is not a service or has mistakes, listing all of them
     */
    <T> T stub(Class<T> service);

    /** Stubs whose calls are made with {@code options}, and otherwise as those from here. */
    Stubs with(CallOptions options);
}
