package io.volant.rpc.transport;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client in a JVM of its own with little memory: asks for more than fits, and writes down how each call ended. */
final class TightClient {
    private static final int AT_ONCE = 100_000;
    private static final int LARGE = (16 << 20) - 64;
    private static final int THREADS = 4;
    private static final int ROUNDS = 2;

    private final Vault vault;
    private final Map<String, AtomicInteger> ends = new ConcurrentSkipListMap<>();

    private TightClient(Vault vault) {
        this.vault = vault;
    }

    /** Runs against the server whose port is given. */
    public static void main(String[] args) throws InterruptedException {
        try (RpcClient client = RpcClient.connect("localhost:" + args[0])) {
            TightClient load = new TightClient(client.stub(Vault.class));
            load.many();
            load.large();
            for (int i = 0; i < 1_000; i++) {
                if (load.vault.one() != 1) {
                    throw new AssertionError("another answer");
                }
            }
            Events.until(
                    "nothing is held: " + client.stats().bytesInFlight(),
                    () -> client.stats().bytesInFlight().inbound() == 0
                            && client.stats().bytesInFlight().outbound() == 0);
            System.out.println("nothing held");
        }
    }

    /** Small calls, all at once. */
    private void many() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            vault.oneLater().whenComplete((one, error) -> {
                ended("small", error, error == null && one == 1);
                left.countDown();
            });
        }
        finish("small", left);
    }

    /** Messages of nearly 16 MiB there and back, several at a time. */
    private void large() throws InterruptedException {
        byte[] bytes = new byte[LARGE];
        Arrays.fill(bytes, (byte) 7);
        CountDownLatch left = new CountDownLatch(2 * THREADS * ROUNDS);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread caller = new Thread(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    echoBlocking(bytes);
                    left.countDown();
                    vault.echo(bytes).whenComplete((answer, error) -> {
                        ended("large", error, error == null && Arrays.equals(answer, bytes));
                        left.countDown();
                    });
                }
            });
            caller.start();
            callers.add(caller);
        }
        finish("large", left);
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private void echoBlocking(byte[] bytes) {
        try {
            ended("large", null, Arrays.equals(vault.echoed(bytes), bytes));
        } catch (Throwable e) { // an OutOfMemoryError above all
            ended("large", e, false);
        }
    }

    private void ended(String kind, @Nullable Throwable error, boolean right) {
        String end = right ? "OK" : "WRONG";
        if (error instanceof RpcException e) {
            boolean starved = e.status() == Status.UNAVAILABLE // a machine that gave the server no time for 5 s
                    && String.valueOf(e.getMessage()).contains("gave no sign of life");
            boolean refused = starved
                    || (e.status() == Status.OVERLOADED && e.outcome().notExecuted())
                    || (e.status() == Status.RESOURCE_EXHAUSTED && e.outcome() != Outcome.UNKNOWN);
            end = (refused ? "" : "WRONG ") + e.status() + " " + e.outcome() + (refused ? "" : " " + e.getMessage());
        } else if (error != null) {
            end = "WRONG " + error;
        }
        ends.computeIfAbsent(kind + " " + end, first -> new AtomicInteger()).incrementAndGet();
    }

    private void finish(String kind, CountDownLatch left) throws InterruptedException {
        boolean all = left.await(60, TimeUnit.SECONDS);
        ends.forEach((end, count) -> System.out.println(end + ": " + count));
        ends.clear();
        System.out.println(kind + (all ? " all ended" : " WRONG: " + left.getCount() + " did not end"));
    }
}
