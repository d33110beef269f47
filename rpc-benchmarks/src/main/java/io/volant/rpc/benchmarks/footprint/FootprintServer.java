package io.volant.rpc.benchmarks.footprint;

import io.volant.rpc.RpcServer;
import io.volant.rpc.benchmarks.load.Orders;
import java.util.concurrent.CompletableFuture;

/** The server's JVM: serves until its input ends. */
final class FootprintServer {
    private FootprintServer() {}

    /** Takes no arguments; prints {@code port N}. */
    public static void main(String[] args) throws InterruptedException {
        Orders orders = Orders.ofStandardInput();
        try (RpcServer server =
                RpcServer.builder().service(Shelf.class, new PlainShelf()).start()) {
            System.out.println("port " + server.port());
            orders.next(); // there is none
        }
    }

    private static final class PlainShelf implements Shelf {
        private final HeldCalls calls = new HeldCalls();

        @Override
        public CompletableFuture<Integer> hold(int call) {
            return calls.hold();
        }

        @Override
        public int held() {
            return calls.count();
        }

        @Override
        public void release() {
            calls.release();
        }

        @Override
        public long heapBytes() {
            return Heap.liveBytes();
        }
    }
}
