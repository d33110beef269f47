package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is larger than a side reads, or does not fit its type, costs its own call and nothing else. */
public abstract class SizesContract extends TransportContract {
    private static final int SMALL = 100_000;
    private static final WireLimits SMALL_MESSAGES = WireLimits.defaults().withMaxMessage(SMALL);

    /** Refuses, where it is read, what could be made where it was written. */
    record Picky(int number) {
        static final ThreadLocal<Boolean> LENIENT = ThreadLocal.withInitial(() -> false);

        Picky {
            if (number < 0 && !LENIENT.get()) {
                throw new IllegalArgumentException("number: " + number + " (expected: >= 0)");
            }
        }
    }

    @RpcService
    interface Sizes {
        int take(byte[] bytes);

        byte[] make(int size);

        int pick(Picky picky);

        void reply(String metadata);

        CompletableFuture<Integer> takeLater(byte[] bytes);
    }

    static final class PlainSizes implements Sizes {
        final AtomicInteger executed = new AtomicInteger();

        @Override
        public int take(byte[] bytes) {
            executed.incrementAndGet();
            return bytes.length;
        }

        @Override
        public byte[] make(int size) {
            executed.incrementAndGet();
            return new byte[size];
        }

        @Override
        public int pick(Picky picky) {
            executed.incrementAndGet();
            return picky.number();
        }

        @Override
        public void reply(String metadata) {
            executed.incrementAndGet();
            CallContext.current().addReplyMetadata("reply", metadata);
        }

        @Override
        public CompletableFuture<Integer> takeLater(byte[] bytes) {
            return CompletableFuture.completedFuture(take(bytes));
        }
    }

    private final PlainSizes sizes = new PlainSizes();

    private Sizes stub(WireLimits client, WireLimits server) {
        RpcServer started = start(server().limits(server).service(Sizes.class, sizes));
        return closing(client(started).limits(client).connect()).stub(Sizes.class);
    }

    @Test
    void argumentsAboveTheClientsLimitAreNotSent() {
        Sizes stub = stub(SMALL_MESSAGES, WireLimits.defaults());

        RpcException thrown = failure(() -> stub.take(new byte[SMALL + 1]));

        assertThat(thrown.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown).hasMessageStartingWith("RESOURCE_EXHAUSTED: Sizes.take: ");
        assertThat(sizes.executed).hasValue(0);
        assertThat(stub.take(new byte[1])).isEqualTo(1);
    }

    @Test
    void argumentsAboveTheServersLimitAreNotExecuted() {
        Sizes stub = stub(WireLimits.defaults(), SMALL_MESSAGES);

        RpcException thrown = failure(() -> stub.take(new byte[SMALL + 1]));

        assertThat(thrown.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(thrown.outcome().notExecuted()).isTrue();
        assertThat(sizes.executed).hasValue(0);
        assertThat(stub.take(new byte[1])).isEqualTo(1);
    }

    @Test
    void aResultAboveTheServersLimitSaysThatTheMethodRan() {
        Sizes stub = stub(WireLimits.defaults(), SMALL_MESSAGES);

        RpcException thrown = failure(() -> stub.make(SMALL + 1));

        assertThat(thrown.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(stub.make(1)).hasSize(1);
    }

    @Test
    void aResultAboveTheClientsLimitSaysThatTheMethodRan() {
        Sizes stub = stub(SMALL_MESSAGES, WireLimits.defaults());

        RpcException thrown = failure(() -> stub.make(SMALL + 1));

        assertThat(thrown.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(stub.make(1)).hasSize(1);
    }

    @Test
    void aMessageCloseToTheLimitPasses() {
        Sizes stub = stub(SMALL_MESSAGES, SMALL_MESSAGES);

        assertThat(stub.take(new byte[SMALL - 100])).isEqualTo(SMALL - 100);
        assertThat(stub.make(SMALL - 100)).hasSize(SMALL - 100);
    }

    @Test
    void argumentsThatTheServerCannotReadAreNotExecuted() {
        Sizes stub = stub(WireLimits.defaults(), WireLimits.defaults());
        Picky.LENIENT.set(true);
        try {
            Picky negative = new Picky(-1);

            RpcException thrown = failure(() -> stub.pick(negative));

            assertThat(thrown.status()).isEqualTo(Status.INVALID_ARGUMENT);
            assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(thrown).hasMessageStartingWith("INVALID_ARGUMENT: cannot read the arguments of Sizes.pick: ");
            assertThat(sizes.executed).hasValue(0);
        } finally {
            Picky.LENIENT.remove();
        }
        assertThat(stub.pick(new Picky(1))).isEqualTo(1);
    }

    @Test
    void metadataAboveTheLimitIsNotExecuted() {
        RpcServer server = start(server().service(Sizes.class, sizes));
        RpcClient client = connect(server);
        Sizes stub = client.with(CallOptions.defaults().withMetadata("large", "x".repeat(9_000)))
                .stub(Sizes.class);

        RpcException thrown = failure(() -> stub.take(new byte[1]));

        assertThat(thrown.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(thrown.outcome().notExecuted()).isTrue();
        assertThat(sizes.executed).hasValue(0);
        assertThat(client.stub(Sizes.class).take(new byte[1])).isEqualTo(1);
    }

    @Test
    void metadataOfAReplyAboveTheLimitSaysThatTheMethodRan() {
        Sizes stub = stub(WireLimits.defaults(), WireLimits.defaults());

        RpcException thrown = failure(() -> stub.reply("x".repeat(9_000)));

        assertThat(thrown.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(sizes.executed).hasValue(1);
        stub.reply("short");
    }

    @Test
    void largeMessagesDoNotHoldUpEachOther() {
        Sizes stub = stub(WireLimits.defaults(), WireLimits.defaults());
        List<CompletableFuture<Integer>> answers = new ArrayList<>();

        for (int i = 1; i <= 20; i++) {
            answers.add(stub.takeLater(new byte[i * 100_000]));
        }

        for (int i = 1; i <= 20; i++) {
            assertThat(get(answers.get(i - 1))).isEqualTo(i * 100_000);
        }
    }
}
