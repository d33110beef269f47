package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.WireLimits;
import io.volant.rpc.benchmarks.footprint.Heap;
import io.volant.rpc.benchmarks.footprint.HeldCalls;
import io.volant.rpc.benchmarks.load.Orders;
import io.volant.rpc.benchmarks.load.Usage;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The server's JVM, {@code DIRECTORY COUNT}: offers so many generated services as well, and says {@code port N}. */
final class GrowingServer {
    static final WireLimits LIMITS = WireLimits.defaults().withMaxMessage(32 << 20);

    private GrowingServer() {}

    public static void main(String[] arguments) throws Exception {
        Orders orders = Orders.ofStandardInput();
        RpcServerBuilder builder = RpcServer.builder()
                .limits(LIMITS)
                .fixedLimit()
                .service(Growing.class, new Held(), on -> on.eventLoop());
        ManyServices services = ManyServices.load(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        services.types().forEach(type -> offer(builder, type));
        try (RpcServer server = builder.start()) {
            System.out.println("port " + server.port());
            orders.next(); // there is none
        }
    }

    private static <T> void offer(RpcServerBuilder builder, Class<T> type) {
        builder.service(type, ManyServices.implementation(type), on -> on.eventLoop());
    }

    private static final class Held implements Growing {
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
        public byte[] echo(byte[] content) {
            return content;
        }

        @Override
        public long cpuNanos() {
            return Usage.ofThisJvm().cpuNanos();
        }

        @Override
        public long heapBytes() {
            return Heap.liveBytes();
        }
    }
}
