package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Many callers at once, each of whom must get the answer to its own question. */
public abstract class ConcurrencyContract extends TransportContract {
    private static final int THREADS = 8;
    private static final int CALLS = 1_500;
    private static final int IN_FLIGHT = 256;

    @RpcService
    interface Oracle {
        long answer(long question);

        CompletableFuture<Long> answerLater(long question);

        byte[] echo(byte[] bytes);
    }

    static final class PlainOracle implements Oracle {
        @Override
        public long answer(long question) {
            return ~question;
        }

        @Override
        public CompletableFuture<Long> answerLater(long question) {
            return CompletableFuture.completedFuture(~question);
        }

        @Override
        public byte[] echo(byte[] bytes) {
            return bytes;
        }
    }

    @Test
    void everyBlockingCallerGetsTheAnswerToItsQuestion() {
        RpcServer server = start(server().workersQueue(10_000).fixedLimit().service(Oracle.class, new PlainOracle()));
        RpcClient client = connect(server);

        inParallel(thread -> {
            Oracle stub = client.stub(Oracle.class);
            for (long i = 0; i < CALLS; i++) {
                long question = thread * 1_000_000L + i;
                assertThat(stub.answer(question)).isEqualTo(~question);
            }
        });
    }

    @Test
    void everyFutureGetsTheAnswerToItsQuestion() throws InterruptedException {
        RpcServer server = start(server().service(Oracle.class, new PlainOracle(), on -> on.eventLoop("answerLater")));
        Oracle stub = connect(server).stub(Oracle.class);
        Semaphore places = new Semaphore(IN_FLIGHT);
        AtomicInteger right = new AtomicInteger();

        for (long i = 0; i < 10 * CALLS; i++) {
            places.acquire();
            long question = i;
            stub.answerLater(question).whenComplete((answer, error) -> {
                if (error == null && answer == ~question) {
                    right.incrementAndGet();
                }
                places.release();
            });
        }

        places.acquire(IN_FLIGHT);
        assertThat(right).hasValue(10 * CALLS);
    }

    @Test
    void smallAndLargeMessagesMixWithoutBlending() {
        RpcServer server = start(server().workersQueue(10_000).fixedLimit().service(Oracle.class, new PlainOracle()));
        RpcClient client = connect(server);

        inParallel(thread -> {
            Random random = new Random(thread);
            Oracle stub = client.stub(Oracle.class);
            for (int i = 0; i < 60; i++) {
                byte[] bytes = new byte[random.nextInt(10) == 0 ? 400_000 : random.nextInt(2_000)];
                random.nextBytes(bytes);
                assertThat(Arrays.equals(stub.echo(bytes), bytes)).isTrue();
            }
        });
    }

    @Test
    void cancelledCallsDoNotDisturbOthers() {
        RpcServer server = start(server().workersQueue(10_000).fixedLimit().service(Oracle.class, new PlainOracle()));
        RpcClient client = connect(server);

        inParallel(thread -> {
            Oracle stub = client.stub(Oracle.class);
            for (long i = 0; i < CALLS / 3; i++) {
                CompletableFuture<Long> given = stub.answerLater(i);
                CompletableFuture<Long> kept = stub.answerLater(i + 1);
                given.cancel(true);
                assertThat(get(kept)).isEqualTo(~(i + 1));
            }
        });
    }

    private static void inParallel(IntConsumer work) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(CompletableFuture.runAsync(
                    () -> work.accept(thread), task -> new Thread(task, "caller-" + thread).start()));
        }
        all.forEach(Events::get);
    }
}
