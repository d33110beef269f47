package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.Checksum;
import io.volant.rpc.RpcClient;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.examples.user.UserService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Calls that a client of Volant makes over a line that may be bad: some fail, but each ends, and none is answered wrong. */
final class Business implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int SMALL = 50;
    private static final int LARGE = 3;
    private static final int LARGEST = 400_000;

    private final RpcClient client;
    private final List<Pending<?>> pending = new ArrayList<>();

    private Business(RpcClient client) {
        this.client = client;
    }

    static Business open(String address, Checksum checksum) {
        return new Business(RpcClient.builder()
                .address(address)
                .checksum(checksum)
                .connectTimeout(PATIENCE)
                .timeout(PATIENCE)
                .connect());
    }

    /** Calls without waiting. */
    Business call(Random random) {
        UserService users = client.stub(UserService.class);
        Blobs blobs = client.stub(Blobs.class);
        for (int n = 0; n < SMALL; n++) {
            int number = random.nextInt(Integer.MAX_VALUE);
            pending.add(new Pending<>(Question.askGetUser(users, number), user -> Question.isRight(number, user)));
        }
        for (int n = 0; n < LARGE; n++) {
            int length = random.nextInt(LARGEST);
            pending.add(new Pending<>(blobs.makeAsync(length), made -> Blobs.isRight(length, made)));
        }
        return this;
    }

    /** Waits until all calls have ended. */
    void await() throws InterruptedException {
        for (Pending<?> call : pending) {
            call.await();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private record Pending<T>(CompletableFuture<T> answer, Predicate<T> isRight) {
        void await() throws InterruptedException {
            try {
                if (!isRight.test(answer.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS))) {
                    throw new AssertionError("a wrong answer");
                }
            } catch (ExecutionException e) {
                return; // the line was too bad
            } catch (TimeoutException e) {
                throw new AssertionError("a call that never ended", e);
            }
        }
    }
}
