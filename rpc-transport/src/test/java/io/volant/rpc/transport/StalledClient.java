package io.volant.rpc.transport;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A client for a JVM of its own: makes its calls at once, some of them blocking, and prints how many were answered and the first
 * failure; then makes another call.
 */
final class StalledClient {
    static final int ASYNCHRONOUS = 40;
    static final int BLOCKING = 4;

    private StalledClient() {}

    @RpcService
    interface Slow {
        @RpcMethod(timeout = "1500ms")
        CompletableFuture<byte[]> later(int call);

        @RpcMethod(timeout = "1500ms")
        byte[] now(int call);

        @RpcMethod(timeout = "10s")
        int another(int call);
    }

    public static void main(String[] arguments) {
        try (RpcClient client = RpcClient.connect(arguments[0])) {
            Slow stub = client.stub(Slow.class);
            List<CompletableFuture<byte[]>> calls = new ArrayList<>();
            for (int i = 0; i < BLOCKING; i++) {
                int call = i;
                calls.add(CompletableFuture.supplyAsync(
                        () -> stub.now(call), task -> new Thread(task, "caller").start()));
            }
            for (int i = 0; i < ASYNCHRONOUS; i++) {
                calls.add(stub.later(i));
            }
            AtomicReference<String> first = new AtomicReference<>("");
            long answered = calls.stream()
                    .filter(call -> call.handle((answer, failure) -> {
                                if (failure != null) {
                                    first.compareAndSet("", failure.toString());
                                }
                                return failure == null;
                            })
                            .join())
                    .count();
            System.out.println(answered + " " + first.get().replace('\n', ' '));
            System.out.println(stub.another(1));
        }
    }
}
