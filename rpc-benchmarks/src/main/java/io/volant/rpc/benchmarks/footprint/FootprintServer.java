package io.volant.rpc.benchmarks.footprint;

import io.volant.rpc.RpcServer;
import io.volant.rpc.benchmarks.load.Orders;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

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
        private final Queue<CompletableFuture<Integer>> held = new ConcurrentLinkedQueue<>();

        @Override
        public CompletableFuture<Integer> hold(int call) {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            held.add(answer);
            return answer;
        }

        @Override
        public int held() {
            return held.size();
        }

        @Override
        public void release() {
            for (CompletableFuture<Integer> answer = held.poll(); answer != null; answer = held.poll()) {
                answer.complete(1);
            }
        }

        @Override
        public long heapBytes() {
            return Heap.liveBytes();
        }
    }
}
