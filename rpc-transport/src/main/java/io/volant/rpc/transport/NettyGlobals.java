package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.CompletableFuture;

/** What Netty makes once and keeps for ever. */
final class NettyGlobals implements Runnable {
    private NettyGlobals() {}

    /**
     * Makes it on a thread of its own: the stack traces of its exceptions would otherwise hold the class loader of the first
     * application that used it.
     */
    static void initialise() {
        CompletableFuture.runAsync(new NettyGlobals(), task -> new IoThread(task, "volant-netty").start())
                .join();
    }

    @Override
    public void run() {
        requireNonNull(ImmediateEventExecutor.INSTANCE);
        requireNonNull(GlobalEventExecutor.INSTANCE);
    }
}
