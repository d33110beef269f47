package io.volant.rpc.transport;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what is large, holds it as long as a test wants, and gives what is large. */
@RpcService
interface Vault {
    @RpcMethod(timeout = "30s")
    CompletableFuture<Integer> hold(byte[] bytes);

    @RpcMethod(timeout = "30s")
    byte[] page(int bytes);

    @RpcMethod(timeout = "30s")
    CompletableFuture<byte[]> pageLater(int bytes);

    @RpcMethod(timeout = "30s")
    CompletableFuture<byte[]> echo(byte[] bytes);

    @RpcMethod(timeout = "30s")
    byte[] echoed(byte[] bytes);

    int one();

    @RpcMethod(timeout = "30s")
    CompletableFuture<Integer> oneLater();

    /** The plain one. */
    final class Plain implements Vault {
        final CompletableFuture<Integer> released = new CompletableFuture<>();
        final AtomicInteger pages = new AtomicInteger();

        @Override
        public CompletableFuture<Integer> hold(byte[] bytes) {
            return released.copy();
        }

        @Override
        public byte[] page(int bytes) {
            pages.incrementAndGet();
            return new byte[bytes];
        }

        @Override
        public CompletableFuture<byte[]> pageLater(int bytes) {
            return CompletableFuture.completedFuture(page(bytes));
        }

        @Override
        public CompletableFuture<byte[]> echo(byte[] bytes) {
            return CompletableFuture.completedFuture(bytes);
        }

        @Override
        public byte[] echoed(byte[] bytes) {
            return bytes;
        }

        @Override
        public int one() {
            return 1;
        }

        @Override
        public CompletableFuture<Integer> oneLater() {
            return CompletableFuture.completedFuture(1);
        }
    }
}
