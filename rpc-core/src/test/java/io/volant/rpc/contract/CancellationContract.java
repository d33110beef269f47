package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whoever stops waiting for a call is heard where it runs; what did not start then does not start at all. */
public abstract class CancellationContract extends TransportContract {
    @RpcService
    interface Work {
        String block();

        CompletableFuture<String> later();

        CompletableFuture<String> blockLater();

        int executed();
    }

    static final class PlainWork implements Work {
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final CompletableFuture<String> future = new CompletableFuture<>();
        final AtomicInteger executed = new AtomicInteger();
        final AtomicBoolean seenCancelled = new AtomicBoolean();

        @Override
        public String block() {
            executed.incrementAndGet();
            CallContext context = CallContext.current();
            context.onCancel(cancelled::countDown);
            started.countDown();
            await(release);
            seenCancelled.set(context.cancelled());
            return "done";
        }

        @Override
        public CompletableFuture<String> later() {
            executed.incrementAndGet();
            CallContext.current().onCancel(cancelled::countDown);
            started.countDown();
            return future;
        }

        @Override
        public CompletableFuture<String> blockLater() {
            return CompletableFuture.completedFuture(block());
        }

        @Override
        public int executed() {
            return executed.get();
        }
    }

    private final PlainWork work = new PlainWork();

    private Work stub() {
        closing(work.release::countDown);
        return stub(Work.class, work);
    }

    @Test
    void cancellingTheFutureReachesTheHandler() {
        Work stub = stub();
        CompletableFuture<String> answer = stub.blockLater();
        await(work.started);

        assertThat(answer.cancel(true)).isTrue();

        await(work.cancelled);
        assertThat(answer).isCancelled();
        work.release.countDown();
        until("the handler saw it", work.seenCancelled::get);
    }

    @Test
    void cancellingTheFutureCancelsTheFutureOfAnAsynchronousHandler() {
        Work stub = stub();
        CompletableFuture<String> answer = stub.later();
        await(work.started);

        answer.cancel(true);

        await(work.cancelled);
        until("the handler's future is cancelled", work.future::isCancelled);
    }

    @Test
    void cancellingADependentStageLeavesTheCallAlone() {
        Work stub = stub();
        CompletableFuture<String> answer = stub.later();
        await(work.started);

        answer.thenApply(s -> s + "!").cancel(true);
        work.future.complete("done");

        assertThat(get(answer)).isEqualTo("done");
        assertThat(work.cancelled.getCount()).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheCallAndReachesTheHandlerAndStaysSet() throws InterruptedException {
        Work stub = stub();
        AtomicReference<RpcException> thrown = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            thrown.set(failure(stub::block));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        await(work.started);

        caller.interrupt();
        caller.join();

        assertThat(thrown.get().status()).isEqualTo(Status.CANCELLED);
        assertThat(thrown.get().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(thrown.get()).hasMessage("CANCELLED: Work.block was cancelled by its caller. Outcome unknown.");
        assertThat(interrupted).isTrue();
        await(work.cancelled);
    }

    @Test
    void aCallMadeOnAnInterruptedThreadEndsAtOnce() throws InterruptedException {
        Work stub = stub();
        AtomicReference<RpcException> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            thrown.set(failure(stub::block));
        });
        caller.start();
        caller.join();

        assertThat(thrown.get().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aCallThatIsCancelledInTheQueueIsNotExecuted() {
        closing(work.release::countDown);
        RpcServer server = start(server().workers(1).service(Work.class, work, on -> on.eventLoop("executed")));
        Work stub = connect(server).stub(Work.class);
        CompletableFuture<String> first = stub.blockLater();
        await(work.started);

        CompletableFuture<String> second = stub.blockLater();
        assertThat(stub.executed()).isEqualTo(1); // needs no worker: the second has arrived, and waits
        second.cancel(true);
        CompletableFuture<String> third = stub.blockLater(); // behind it in the queue
        assertThat(stub.executed()).isEqualTo(1); // and so has its cancellation
        work.release.countDown();

        assertThat(get(first)).isEqualTo("done");
        assertThat(get(third)).isEqualTo("done");
        assertThat(stub.executed()).isEqualTo(2);
    }

    @Test
    void aClientThatLeavesCancelsWhatItAskedFor() {
        closing(work.release::countDown);
        RpcServer server = serve(Work.class, work);
        RpcClient client = connect(server);
        CompletableFuture<String> answer = client.stub(Work.class).later();
        await(work.started);

        client.close();

        await(work.cancelled);
        assertThat(failure(() -> throwCause(answer)).status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void nestedCallsAreCancelledWithTheCallTheyServe() {
        closing(work.release::countDown);
        Work inner = stub(Work.class, work);
        Relay relay = stub(Relay.class, inner::blockLater);
        CompletableFuture<String> answer = relay.relay();
        await(work.started);

        answer.cancel(true);

        await(work.cancelled);
    }

    @RpcService
    interface Relay {
        CompletableFuture<String> relay();
    }

    private static void throwCause(CompletableFuture<?> future) throws Throwable {
        try {
            get(future);
        } catch (CompletionException e) {
            throw e.getCause();
        }
    }
}
