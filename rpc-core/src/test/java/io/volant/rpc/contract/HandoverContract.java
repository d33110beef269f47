package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A server is replaced by another one on the same address: its clients notice nothing but a moment of waiting. */
public abstract class HandoverContract extends TransportContract {
    private static final int REPLACEMENTS = 6;
    private static final int CALLS_BETWEEN = 300;

    @RpcService
    interface Numbers {
        int next(int number);

        CompletableFuture<Integer> nextLater(int number);
    }

    private final AtomicInteger executed = new AtomicInteger();

    private final Numbers numbers = new Numbers() {
        @Override
        public int next(int number) {
            executed.incrementAndGet();
            return number + 1;
        }

        @Override
        public CompletableFuture<Integer> nextLater(int number) {
            executed.incrementAndGet();
            return CompletableFuture.completedFuture(number + 1);
        }
    };

    private RpcServer serve(int port) {
        while (true) {
            try {
                return start(server().port(port).service(Numbers.class, numbers));
            } catch (UncheckedIOException e) { // the one before it still has the address
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void replacingTheServerUnderLoadCostsNoCall() {
        RpcServer server = serve(0);
        int port = server.port();
        Numbers stub = connect(server).stub(Numbers.class);
        SteadyCalls calls = new SteadyCalls(stub::next, stub::nextLater);
        for (int i = 0; i < REPLACEMENTS; i++) {
            int from = calls.answered();
            until(
                    "the load is on",
                    () -> calls.answered() > from + CALLS_BETWEEN
                            || !calls.failures().isEmpty());
            server.shutdown();
            server = serve(port);
        }
        calls.stop();

        assertThat(calls.failures()).isEmpty();
        assertThat(calls.answered()).isEqualTo(calls.made());
        assertThat(executed).hasValue(calls.made());
    }

    @Test
    void aCallMadeWhileTheServerIsAwayIsAnsweredWhenItIsBack() {
        RpcServer server = serve(0);
        RpcClient client = closing(client(server)
                .waitForServer(Duration.ofSeconds(20))
                .timeout(Duration.ofSeconds(20))
                .connect());
        Numbers stub = client.stub(Numbers.class);
        assertThat(stub.next(1)).isEqualTo(2);
        server.close();
        CompletableFuture<Integer> waiting = stub.nextLater(2);
        until("an attempt failed", () -> client.stats().connections().connectsFailed() > 0);
        assertThat(waiting).isNotDone();

        serve(server.port());

        assertThat(get(waiting)).isEqualTo(3);
    }

    @Test
    void failFastDoesNotWait() {
        RpcServer server = serve(0);
        RpcClient client = closing(client(server)
                .waitForServer(Duration.ofMinutes(5))
                .timeout(Duration.ofMinutes(1))
                .connect());
        Numbers patient = client.stub(Numbers.class);
        Numbers impatient = client.with(CallOptions.defaults().withFailFast()).stub(Numbers.class);
        assertThat(impatient.next(1)).isEqualTo(2);
        server.close();
        CompletableFuture<Integer> waiting = patient.nextLater(2);

        AtomicReference<RpcException> last = new AtomicReference<>();
        until("the reason is known", () -> {
            last.set(failure(() -> impatient.next(3)));
            return last.get().getMessage().contains("refused the connection (1 attempt, ");
        });

        assertThat(last.get().outcome().notExecuted()).isTrue();
        assertThat(waiting).isNotDone();
    }
}
