package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallContext;
import io.volant.rpc.CallOptions;
import io.volant.rpc.Deadline;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A call ends when its time is over, on both sides, and what it calls in turn has no more time than it. */
public abstract class DeadlinesContract extends TransportContract {
    /** Longer than a deadline lasts at a server beyond its caller's: it travels, in whole milliseconds. */
    private static final Duration ROUNDED = Duration.ofMillis(50);

    @RpcService
    interface Slow {
        @RpcMethod(timeout = "200ms")
        String briefly();

        @RpcMethod(timeout = "30s")
        String patiently();

        @RpcMethod(timeout = "200ms")
        CompletableFuture<String> later();

        @RpcMethod(timeout = "30s")
        long remainingMillis();

        @RpcMethod(timeout = "2m")
        String forever();
    }

    /** Holds its callers until released, or until nobody waits for them any more. */
    static final class PlainSlow implements Slow {
        final CountDownLatch release = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        final AtomicInteger started = new AtomicInteger();

        @Override
        public String briefly() {
            started.incrementAndGet();
            CallContext.current().onCancel(cancelled::countDown);
            await(release);
            return "late";
        }

        @Override
        public String patiently() {
            return briefly();
        }

        @Override
        public CompletableFuture<String> later() {
            started.incrementAndGet();
            CallContext.current().onCancel(cancelled::countDown);
            return new CompletableFuture<>();
        }

        @Override
        public long remainingMillis() {
            return CallContext.current().deadline().remaining().toMillis();
        }

        @Override
        public String forever() {
            return briefly();
        }
    }

    @RpcService
    interface Front {
        @RpcMethod(timeout = "30s")
        long remainingOfNested();

        @RpcMethod(timeout = "30s")
        long remainingOfDetached();

        @RpcMethod(timeout = "2s")
        String nested();
    }

    private static final class PlainFront implements Front {
        private final Slow slow;
        final AtomicReference<RpcException> nestedFailure = new AtomicReference<>();
        final CountDownLatch failed = new CountDownLatch(1);

        PlainFront(Slow slow) {
            this.slow = slow;
        }

        @Override
        public long remainingOfNested() {
            return slow.remainingMillis();
        }

        @Override
        public long remainingOfDetached() {
            return CallContext.detached(slow::remainingMillis);
        }

        @Override
        public String nested() {
            try {
                return slow.patiently();
            } catch (RpcException e) {
                nestedFailure.set(e);
                failed.countDown();
                throw e;
            }
        }
    }

    private static final String MILLIS = " [\\d.]+ ms";

    /** Below the message: no answer came, or, of a server whose clock was a little ahead, that the time was over there. */
    private static final String WHERE_IT_WENT = "\nencode" + MILLIS + ", client queue" + MILLIS + ", (then" + MILLIS
            + " without an answer|wire" + MILLIS + ", server queue" + MILLIS + ", execute" + MILLIS + ", decode"
            + MILLIS
            + ")(; the server last said .*)?";

    private final PlainSlow slow = new PlainSlow();

    private RpcServer serveSlow() {
        closing(slow.release::countDown);
        return serve(Slow.class, slow);
    }

    @Test
    void aBlockingCallEndsAtItsDeadlineWithAnUnknownOutcome() {
        RpcServer server = serveSlow();
        Slow stub = connect(server).stub(Slow.class);

        RpcException thrown = failure(stub::briefly);

        assertThat(thrown.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(thrown.getMessage())
                .matches("DEADLINE_EXCEEDED: Slow\\.briefly on localhost:" + server.port()
                        + " after \\d+ ms\\. Outcome unknown\\." + WHERE_IT_WENT);
    }

    @Test
    void anAsynchronousCallEndsAtItsDeadline() {
        RpcServer server = serveSlow();
        Slow stub = connect(server).stub(Slow.class);

        assertThatThrownBy(() -> get(stub.later()))
                .cause()
                .isInstanceOf(RpcException.class)
                .message()
                .matches("DEADLINE_EXCEEDED: Slow\\.later on localhost:" + server.port()
                        + " after \\d+ ms\\. Outcome unknown\\." + WHERE_IT_WENT);
    }

    @Test
    void theDeadlineReachesTheHandler() {
        Slow stub = connect(serveSlow()).stub(Slow.class);

        untilStarted(() -> failure(stub::briefly));

        await(slow.cancelled);
    }

    @Test
    void theDeadlineReachesAnAsynchronousHandler() {
        Slow stub = connect(serveSlow()).stub(Slow.class);

        untilStarted(() -> assertThatThrownBy(() -> get(stub.later())).cause().isInstanceOf(RpcException.class));

        await(slow.cancelled);
    }

    /** A call that ran out of time before a busy machine came to it never starts. */
    private void untilStarted(Runnable call) {
        Events.until("a call has started", () -> {
            call.run();
            return slow.started.get() > 0;
        });
    }

    @Test
    void theServerKnowsTheTimeLeft() {
        Slow stub = connect(serveSlow()).stub(Slow.class);

        assertThat(stub.remainingMillis()).isBetween(1_000L, 30_000L);
    }

    @Test
    void optionsNarrowTheTimeOutAndNeverWidenIt() {
        RpcClient client = connect(serveSlow());
        Slow narrowed = client.with(CallOptions.defaults().withTimeout(Duration.ofSeconds(10)))
                .stub(Slow.class);
        Slow widened = client.with(CallOptions.defaults().withTimeout(Duration.ofMinutes(1)))
                .stub(Slow.class);

        assertThat(narrowed.remainingMillis()).isBetween(1L, 10_000L);
        assertThat(widened.remainingMillis()).isBetween(10_001L, 30_000L);
    }

    @Test
    void aCallWithoutATimeOutOfItsOwnHasTheClients() {
        RpcServer server = serve(
                Plain.class, () -> CallContext.current().deadline().remaining().toMillis());
        RpcClient brief = closing(client(server).timeout(Duration.ofSeconds(2)).connect());
        RpcClient usual = connect(server);

        assertThat(brief.stub(Plain.class).remainingMillis()).isBetween(1L, 2_000L);
        assertThat(usual.stub(Plain.class).remainingMillis()).isBetween(2_001L, 5_000L);
    }

    @RpcService
    interface Plain {
        long remainingMillis();
    }

    @Test
    void nestedCallsInheritTheTimeLeft() {
        Slow inner = connect(serveSlow()).stub(Slow.class);
        RpcClient client = connect(serve(Front.class, new PlainFront(inner)));
        Front brief = client.with(CallOptions.defaults().withTimeout(Duration.ofSeconds(7)))
                .stub(Front.class);

        assertThat(brief.remainingOfNested()).isBetween(1L, 7_000L);
        assertThat(brief.remainingOfDetached()).isBetween(7_001L, 30_000L);
    }

    @Test
    void aNestedCallEndsWithTheCallItServes() {
        Slow inner = connect(serveSlow()).stub(Slow.class);
        PlainFront front = new PlainFront(inner);
        Front stub = stub(Front.class, front);

        RpcException thrown = failure(stub::nested);

        assertThat(thrown.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(thrown)
                .hasMessageStartingWith("DEADLINE_EXCEEDED: Front.nested "); // by its own time, or the nested one's
        await(front.failed);
        assertThat(front.nestedFailure.get().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        await(slow.cancelled);
    }

    @Test
    void aCallThatExpiresInTheQueueIsNotExecuted() {
        closing(slow.release::countDown);
        RpcServer server = start(server().workers(1).service(Slow.class, slow));
        Slow stub = connect(server).stub(Slow.class);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(stub::patiently);
        Events.until("the only worker is busy", () -> slow.started.get() == 1);

        RpcException thrown = failure(stub::briefly);
        Deadline there = Deadline.after(ROUNDED, Ticker.system());
        Events.until("its time is over at the server, too", () -> there.remainingNanos() <= 0);
        slow.release.countDown();

        assertThat(thrown.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(get(first)).isEqualTo("late");
        assertThat(stub.remainingMillis()).isPositive(); // behind it in the queue: had it run, it would have by now
        assertThat(slow.started).hasValue(1);
    }

    @Test
    void aDeadlineBeyondTheServersCapIsRefusedAtOnce() {
        RpcServer server = serveSlow();
        Slow stub = connect(server).stub(Slow.class);

        RpcException thrown = failure(stub::forever);

        assertThat(thrown.status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown.getMessage())
                .matches(
                        "INVALID_ARGUMENT: Slow\\.forever: time-out: \\d+ ms \\(expected: at most 60000 ms, the limit of"
                                + " localhost:" + server.port() + "\\)\\. Not executed\\.");
        assertThat(slow.started).hasValue(0);
    }
}
