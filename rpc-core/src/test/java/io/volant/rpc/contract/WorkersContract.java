package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Handlers run where their server said: so many at once on workers, the rest in the queue, no more; or on the event loop. */
public abstract class WorkersContract extends TransportContract {
    private static final int WORKERS = 4;

    @RpcService
    interface Jobs {
        CompletableFuture<String> block();

        CompletableFuture<String> thread();

        String threadBlocking();

        CompletableFuture<String> callBack();

        CompletableFuture<String> callBackLater();
    }

    static final class PlainJobs implements Jobs {
        final CountDownLatch release = new CountDownLatch(1);
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicReference<Jobs> back = new AtomicReference<>();

        @Override
        public CompletableFuture<String> block() {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            await(release);
            running.decrementAndGet();
            return CompletableFuture.completedFuture("done");
        }

        @Override
        public CompletableFuture<String> thread() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }

        @Override
        public String threadBlocking() {
            return Thread.currentThread().getName();
        }

        @Override
        public CompletableFuture<String> callBack() {
            return CompletableFuture.completedFuture(back.get().threadBlocking());
        }

        @Override
        public CompletableFuture<String> callBackLater() {
            return back.get().thread().thenApply(thread -> "called " + thread);
        }
    }

    private final PlainJobs jobs = new PlainJobs();

    @Test
    void exactlySoManyRunAtOnceAndTheRestWait() {
        closing(jobs.release::countDown);
        RpcServer server = start(server().workers(WORKERS).workersQueue(100).service(Jobs.class, jobs));
        Jobs stub = connect(server).stub(Jobs.class);

        List<CompletableFuture<String>> answers = blocked(stub, 3 * WORKERS);
        until("all workers are busy", () -> jobs.running.get() == WORKERS);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        jobs.release.countDown();

        answers.forEach(answer -> assertThat(get(answer)).isEqualTo("done"));
        assertThat(jobs.most).hasValue(WORKERS);
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        closing(jobs.release::countDown);
        RpcServer server = start(server().workers(WORKERS).workersQueue(2).service(Jobs.class, jobs));
        Jobs stub = connect(server).stub(Jobs.class);
        List<CompletableFuture<String>> accepted = blocked(stub, WORKERS + 2);
        until("all workers are busy", () -> jobs.running.get() == WORKERS);

        RpcException refused = refusal(stub.block());

        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused)
                .hasMessage("OVERLOADED: Jobs.block: all 4 workers are busy and 2 calls wait"
                        + " (limit 6; priority NORMAL). Not executed.");
        assertThat(accepted).noneMatch(CompletableFuture::isDone);
        jobs.release.countDown();
        accepted.forEach(answer -> assertThat(get(answer)).isEqualTo("done"));
    }

    @Test
    void withoutAQueueOnlyIdleWorkersTakeCalls() {
        closing(jobs.release::countDown);
        RpcServer server = start(server().workers(1).workersQueue(0).service(Jobs.class, jobs));
        Jobs stub = connect(server).stub(Jobs.class);
        CompletableFuture<String> accepted = stub.block();
        until("the worker is busy", () -> jobs.running.get() == 1);

        assertThat(refusal(stub.block()).status()).isEqualTo(Status.OVERLOADED);

        jobs.release.countDown();
        assertThat(get(accepted)).isEqualTo("done");
    }

    @Test
    void asManyCallersAsWorkersAreNeverRefused() {
        RpcServer server = start(server().workers(WORKERS).workersQueue(0).service(Jobs.class, jobs));
        Jobs stub = connect(server).stub(Jobs.class);
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int call = 0; call < 300; call++) {
                            stub.threadBlocking();
                        }
                    },
                    task -> new Thread(task, "caller").start()));
        }

        callers.forEach(Events::get);
    }

    @Test
    void moreCallsThanAConnectionMayCarryAreRefusedAtOnce() {
        closing(jobs.release::countDown);
        RpcServer server =
                start(server().limits(WireLimits.defaults().withMaxInFlight(8)).service(Jobs.class, jobs));
        Jobs stub = closing(client(server).connections(1).connect()).stub(Jobs.class);
        List<CompletableFuture<String>> accepted = blocked(stub, 8);

        RpcException refused = refusal(stub.block());

        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(refused.outcome().notExecuted()).isTrue();
        jobs.release.countDown();
        accepted.forEach(answer -> assertThat(get(answer)).isEqualTo("done"));
        until("places are free again", () -> !stub.block().isCompletedExceptionally());
    }

    @Test
    void workersAreNamedAfterThePort() {
        RpcServer server = serve(Jobs.class, jobs);
        Jobs stub = connect(server).stub(Jobs.class);

        assertThat(get(stub.thread())).startsWith("volant-worker-" + server.port() + "-");
        assertThat(stub.threadBlocking()).startsWith("volant-worker-" + server.port() + "-");
    }

    @Test
    void methodsOfTheEventLoopRunThereAndOthersDoNot() {
        RpcServer server = start(server().service(Jobs.class, jobs, on -> on.eventLoop("threadBlocking")));
        Jobs stub = connect(server).stub(Jobs.class);

        assertThat(stub.threadBlocking()).startsWith("volant-").doesNotContain("worker");
        assertThat(get(stub.thread())).startsWith("volant-worker-");
    }

    @Test
    void methodsOfTheEventLoopAnswerWhileAllWorkersAreBusy() {
        closing(jobs.release::countDown);
        RpcServer server = start(
                server().workers(1).workersQueue(0).service(Jobs.class, jobs, on -> on.eventLoop("threadBlocking")));
        Jobs stub = connect(server).stub(Jobs.class);
        CompletableFuture<String> blocked = stub.block();
        until("the worker is busy", () -> jobs.running.get() == 1);

        assertThat(stub.threadBlocking()).isNotEmpty();

        assertThat(blocked).isNotDone();
    }

    @Test
    void aBlockingCallOnAnEventLoopIsRefusedAtOnce() {
        RpcServer server = start(server().service(Jobs.class, jobs, on -> on.eventLoop("callBack")));
        Jobs stub = connect(server).stub(Jobs.class);
        jobs.back.set(stub);

        RpcException thrown = refusal(stub.callBack());

        assertThat(thrown.failure().typeName()).isEqualTo("java.lang.IllegalStateException");
        assertThat(thrown)
                .hasMessageContaining("blocking call of Jobs.threadBlocking on event loop thread \"volant-")
                .hasMessageContaining("nothing may block there");
    }

    @Test
    void aHandlerOnAnEventLoopMayCallAsynchronously() {
        RpcServer server = start(server().service(Jobs.class, jobs, on -> on.eventLoop("callBackLater", "thread")));
        Jobs stub = connect(server).stub(Jobs.class);
        jobs.back.set(stub);

        assertThat(get(stub.callBackLater())).startsWith("called volant-");
    }

    @Test
    void anUnknownMethodNameIsReportedAtTheStart() {
        assertThatThrownBy(() -> start(server().service(Jobs.class, jobs, on -> on.eventLoop("blok"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "eventLoop: Jobs has no method \"blok\" (expected: one of block, callBack, callBackLater, thread,"
                                + " threadBlocking)");
    }

    private static List<CompletableFuture<String>> blocked(Jobs stub, int calls) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            answers.add(stub.block());
        }
        return answers;
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
