package io.volant.rpc;

/** A source of monotonic time, injected wherever time is read. Thread-safe. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary origin; may wrap, so compare by subtraction. */
    long nanoTime();

    /** The time of this JVM. */
    static Ticker system() {
        return System::nanoTime;
    }
}
