package io.volant.rpc.testing;

/** A way of a connection. */
public enum Direction {
    /** What clients send. */
    TO_SERVER,
    /** What the server sends. */
    TO_CLIENT
}
