package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.Priority;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.WorkerStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a call is worth: it travels, calls of handlers are worth no more, and where there is no room for all it decides. */
public abstract class PrioritiesContract extends TransportContract {
    /** Notes which of its calls ran. */
    @RpcService
    interface Counter {
        CompletableFuture<String> hold();

        CompletableFuture<String> serve(String customer);
    }

    /** Says what its calls are worth. */
    @RpcService
    interface Worth {
        String unsaid();

        String large(String argument);

        @RpcMethod(priority = Priority.BATCH)
        String batch();

        @RpcMethod(priority = Priority.CRITICAL)
        String critical();

        @RpcMethod(oneway = true, priority = Priority.SHEDDABLE)
        void note();

        String nested();
    }

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> served = new CopyOnWriteArrayList<>();

    private final class Counting implements Counter {
        @Override
        public CompletableFuture<String> hold() {
            await(release);
            return CompletableFuture.completedFuture("held");
        }

        @Override
        public CompletableFuture<String> serve(String customer) {
            served.add(customer);
            return CompletableFuture.completedFuture(customer);
        }
    }

    private static final class Valued implements Worth {
        final AtomicReference<RpcClient> back = new AtomicReference<>();
        final CompletableFuture<String> noted = new CompletableFuture<>();

        @Override
        public String unsaid() {
            return CallContext.current().priority().name();
        }

        @Override
        public String large(String argument) {
            return CallContext.current().priority().name();
        }

        @Override
        public String batch() {
            return CallContext.current().priority().name();
        }

        @Override
        public String critical() {
            return CallContext.current().priority().name();
        }

        @Override
        public void note() {
            noted.complete(CallContext.current().priority().name());
        }

        @Override
        public String nested() {
            Worth own = back.get().stub(Worth.class);
            Worth raised = back.get()
                    .with(CallOptions.defaults().withPriority(Priority.CRITICAL))
                    .stub(Worth.class);
            Worth lowered = back.get()
                    .with(CallOptions.defaults().withPriority(Priority.SHEDDABLE))
                    .stub(Worth.class);
            return String.join(
                    " ",
                    own.unsaid(),
                    own.batch(),
                    own.critical(),
                    raised.unsaid(),
                    lowered.unsaid(),
                    CallContext.detached(own::critical));
        }
    }

    @Test
    void theInterfaceSaysWhatACallIsWorthAndItsCallerMaySayOtherwise() {
        Valued valued = new Valued();
        RpcClient client = connect(serve(Worth.class, valued));
        Worth worth = client.stub(Worth.class);

        assertThat(worth.unsaid()).isEqualTo("NORMAL");
        assertThat(worth.batch()).isEqualTo("BATCH");
        assertThat(worth.critical()).isEqualTo("CRITICAL");
        worth.note();
        assertThat(get(valued.noted)).isEqualTo("SHEDDABLE");
        for (Priority priority : Priority.values()) {
            Worth asked =
                    client.with(CallOptions.defaults().withPriority(priority)).stub(Worth.class);
            assertThat(asked.unsaid()).isEqualTo(priority.name());
            assertThat(asked.batch()).isEqualTo(priority.name());
            assertThat(asked.large("x".repeat(300_000))).isEqualTo(priority.name());
        }
    }

    @Test
    void callsOfAHandlerInheritAndAreNeverWorthMore() {
        Valued valued = new Valued();
        RpcClient client = connect(serve(Worth.class, valued));
        valued.back.set(client);

        assertThat(nested(client, Priority.CRITICAL)).isEqualTo("CRITICAL BATCH CRITICAL CRITICAL SHEDDABLE CRITICAL");
        assertThat(nested(client, Priority.NORMAL)).isEqualTo("NORMAL BATCH NORMAL NORMAL SHEDDABLE CRITICAL");
        assertThat(nested(client, Priority.BATCH)).isEqualTo("BATCH BATCH BATCH BATCH SHEDDABLE CRITICAL");
        assertThat(nested(client, Priority.SHEDDABLE))
                .isEqualTo("SHEDDABLE SHEDDABLE SHEDDABLE SHEDDABLE SHEDDABLE CRITICAL");
    }

    private static String nested(RpcClient client, Priority outer) {
        return client.with(CallOptions.defaults().withPriority(outer))
                .stub(Worth.class)
                .nested();
    }

    @Test
    void whatIsWorthMoreGoesFirstAndEqualsInTheOrderInWhichTheyCame() {
        closing(release::countDown);
        RpcServer server = start(server().workers(1).workersQueue(8).service(Counter.class, new Counting()));
        RpcClient client = connect(server);
        hold(client, server);

        List<CompletableFuture<String>> answers = List.of(
                serve(client, Priority.NORMAL, "normal 1"),
                serve(client, Priority.BATCH, "batch 1"),
                serve(client, Priority.CRITICAL, "critical 1"),
                serve(client, Priority.SHEDDABLE, "sheddable 1"),
                serve(client, Priority.NORMAL, "normal 2"),
                serve(client, Priority.BATCH, "batch 2"),
                serve(client, Priority.CRITICAL, "critical 2"));
        until("all wait", () -> workers(server).queued() == 7);
        release.countDown();

        answers.forEach(Events::get);
        assertThat(served)
                .containsExactly(
                        "critical 1", "critical 2", "normal 1", "normal 2", "batch 1", "batch 2", "sheddable 1");
    }

    @Test
    void withoutRoomTheYoungestOfTheLeastWorthIsRefusedAtOnce() {
        closing(release::countDown);
        RpcServer server = start(server().workers(1).workersQueue(3).service(Counter.class, new Counting()));
        RpcClient client = connect(server);
        hold(client, server);
        CompletableFuture<String> normal = serve(client, Priority.NORMAL, "normal");
        CompletableFuture<String> elder = serve(client, Priority.BATCH, "elder");
        CompletableFuture<String> younger = serve(client, Priority.BATCH, "younger");
        until("the queue is full", () -> workers(server).queued() == 3);

        CompletableFuture<String> newcomer = serve(client, Priority.CRITICAL, "newcomer");

        RpcException refused = refusal(younger);
        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused)
                .hasMessage("OVERLOADED: Counter.serve: a call of priority CRITICAL took its place in the queue"
                        + " (limit 4; priority BATCH). Not executed.");
        assertThat(List.of(normal, elder, newcomer)).noneMatch(CompletableFuture::isDone);
        release.countDown();
        List.of(normal, elder, newcomer).forEach(Events::get);
        assertThat(served).containsExactly("newcomer", "normal", "elder");
        assertThat(workers(server).refused()).isEqualTo(1);
        assertThat(workers(server).refusedBy())
                .containsEntry(Priority.BATCH, 1L)
                .containsEntry(Priority.NORMAL, 0L);
    }

    @Test
    void withoutRoomACallIsRefusedThatIsWorthNoMoreThanThoseThatWait() {
        closing(release::countDown);
        RpcServer server = start(server().workers(1).workersQueue(1).service(Counter.class, new Counting()));
        RpcClient client = connect(server);
        hold(client, server);
        CompletableFuture<String> waiting = serve(client, Priority.BATCH, "waiting");
        until("the queue is full", () -> workers(server).queued() == 1);

        assertThat(refusal(serve(client, Priority.BATCH, "equal")))
                .hasMessage("OVERLOADED: Counter.serve: all 1 workers are busy and 1 calls wait"
                        + " (limit 2; priority BATCH). Not executed.");
        assertThat(refusal(serve(client, Priority.SHEDDABLE, "less")))
                .hasMessageContaining("(limit 2; priority SHEDDABLE)");

        release.countDown();
        assertThat(get(waiting)).isEqualTo("waiting");
        assertThat(served).containsExactly("waiting");
    }

    @Test
    void aCallThatNobodyWaitsForMakesRoom() {
        closing(release::countDown);
        RpcServer server = start(server().workers(1).workersQueue(1).service(Counter.class, new Counting()));
        RpcClient client = connect(server);
        hold(client, server);
        CompletableFuture<String> hurried = client.with(
                        CallOptions.defaults().withPriority(Priority.CRITICAL).withTimeout(Duration.ofMillis(20)))
                .stub(Counter.class)
                .serve("hurried");
        until("its time is over", hurried::isDone);

        CompletableFuture<String> next = serve(client, Priority.SHEDDABLE, "next");
        release.countDown();

        assertThat(get(next)).isEqualTo("next");
        assertThat(served).containsExactly("next");
        assertThat(workers(server).refused()).isZero();
    }

    private static void hold(RpcClient client, RpcServer server) {
        client.stub(Counter.class).hold().isDone();
        until(
                "the worker is busy",
                () -> workers(server).active() == 1 && workers(server).queued() == 0);
    }

    private static CompletableFuture<String> serve(RpcClient client, Priority priority, String customer) {
        return client.with(CallOptions.defaults().withPriority(priority))
                .stub(Counter.class)
                .serve(customer);
    }

    private static WorkerStats workers(RpcServer server) {
        return server.stats().workers().get(0);
    }

    private static RpcException refusal(CompletableFuture<?> answer) {
        return failure(() -> {
            try {
                get(answer);
            } catch (CompletionException e) {
                throw e.getCause();
            }
        });
    }
}
