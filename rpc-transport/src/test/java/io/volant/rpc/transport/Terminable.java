package io.volant.rpc.transport;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A server for a JVM of its own that closes with it. Prints its port, then a line per state. */
final class Terminable {
    private Terminable() {}

    /** A service whose one call lasts until another one ends it. */
    @RpcService
    interface Held {
        @RpcMethod(timeout = "30s")
        CompletableFuture<String> hold();

        void release();
    }

    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Held held = new Held() {
            @Override
            public CompletableFuture<String> hold() {
                System.out.println("held");
                try {
                    release.await();
                } catch (InterruptedException e) {
                    return CompletableFuture.completedFuture("interrupted");
                }
                return CompletableFuture.completedFuture("released");
            }

            @Override
            public void release() {
                release.countDown();
            }
        };
        RpcServer server = RpcServer.builder()
                .shutdownHook(Duration.ofSeconds(20))
                .service(Held.class, held)
                .start();
        System.out.println(server.port());
        server.onState(state -> {
            System.out.println(state);
            if (state == RpcServer.State.DRAINING) {
                release.countDown();
            }
        });
        server.awaitTermination();
    }
}
