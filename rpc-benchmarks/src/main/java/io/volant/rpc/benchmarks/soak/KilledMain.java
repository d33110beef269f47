package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.RpcClient;
import io.volant.rpc.benchmarks.load.Orders;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.examples.user.UserService;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's JVM that is killed: calls {@code ADDRESS} without end, small and large, and says so once {@code ANSWERS} calls were answered. */
final class KilledMain {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SMALL = 200;
    private static final int LARGE = 300_000;

    private KilledMain() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err);
        Orders.ofStandardInput(); // whoever was to kill this JVM may be gone
        try (RpcClient client = RpcClient.builder()
                .address(arguments[0])
                .connectTimeout(PATIENCE)
                .timeout(PATIENCE)
                .connect()) {
            UserService users = client.stub(UserService.class);
            Blobs blobs = client.stub(Blobs.class);
            AtomicInteger left = new AtomicInteger(1 + Integer.parseInt(arguments[1]));
            while (true) {
                List<CompletableFuture<?>> answers = new ArrayList<>();
                for (int n = 0; n < SMALL; n++) {
                    answers.add(Question.askGetUser(users, n).whenComplete((user, error) -> {
                        if (left.decrementAndGet() == 0) {
                            out.println("calling " + arguments[0]);
                        }
                    }));
                }
                answers.add(blobs.makeAsync(LARGE));
                blobs.echo(Blobs.content(LARGE));
                CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                        .join();
            }
        }
    }
}
