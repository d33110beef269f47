package io.volant.rpc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Closes a server when the JVM ends, for who asked for that. */
final class ShutdownHook {
    private final @Nullable Thread thread;

    private ShutdownHook(@Nullable Thread thread) {
        this.thread = thread;
    }

    static ShutdownHook none() {
        return new ShutdownHook(null);
    }

    /** Registers the hook; does nothing where {@code atMost} is zero. */
    static ShutdownHook of(RpcServer server, Duration atMost) {
        if (atMost.isZero()) {
            return none();
        }
        Thread thread = new Thread(() -> close(server, atMost), "volant-shutdown");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ShutdownHook(thread);
    }

    private static void close(RpcServer server, Duration atMost) {
        server.shutdown();
        try {
            if (!server.awaitTermination(atMost)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
        }
    }

    /** Takes the hook back: the server has ended before the JVM. */
    void forget() {
        if (thread == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook with it
        }
    }
}
