package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.CallContext;
import io.volant.rpc.Layer;
import io.volant.rpc.Response;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** A caller that drives an event loop is one to those whose work it does, and still finds out when its own is done. */
class DrivingCallerTest extends DrivingCallers {
    @Test
    void whatDependsOnAFutureMayNotBlockOnTheCallerThatDrives() {
        List<Thread> completedOn = new CopyOnWriteArrayList<>();
        for (int attempt = 0; attempt < 100 && !completedOn.contains(Thread.currentThread()); attempt++) {
            List<Throwable> refused = new CopyOnWriteArrayList<>();
            int before = heldCalls.get();
            release = new CountDownLatch(1);
            desk.heldAsync(1).whenComplete((number, error) -> {
                completedOn.add(Thread.currentThread());
                refused.add(catchThrowableOfType(IllegalStateException.class, () -> desk.next(2)));
            });
            Events.until("the call is there", () -> heldCalls.get() > before);
            drive();

            release.countDown();
            for (int number = 0; number < MOST_CALLS && refused.isEmpty(); number++) {
                desk.next(number);
            }

            assertThat(refused)
                    .singleElement()
                    .satisfies(error -> assertThat(error).hasMessageContaining("nothing may block there"));
        }
        assertThat(completedOn).contains(Thread.currentThread());
    }

    @Test
    void whatHappensOnTheLoopKnowsNothingOfTheHandlerThatDrivesIt() {
        List<Boolean> seen = new CopyOnWriteArrayList<>(); // on the thread of the handler
        RpcClient back = client;
        Relay relay = () -> {
            Thread handler = Thread.currentThread();
            for (int attempt = 0; attempt < 100 && seen.isEmpty(); attempt++) {
                int before = heldCalls.get();
                release = new CountDownLatch(1);
                CompletableFuture<Integer> earlier =
                        CallContext.detached(() -> back.stub(Desk.class).heldAsync(1));
                earlier.whenComplete((number, error) -> {
                    if (Thread.currentThread() == handler) {
                        seen.add(CallContext.find().isEmpty());
                    }
                });
                Events.until("the call is there", () -> heldCalls.get() > before);
                drive();
                release.countDown();
                for (int number = 0; number < MOST_CALLS && !earlier.isDone(); number++) {
                    desk.next(number);
                }
            }
            assertThat(CallContext.find()).isPresent();
        };
        try (RpcServer front = RpcServer.builder().service(Relay.class, relay).start();
                RpcClient caller = RpcClient.builder()
                        .address(front.address())
                        .timeout(Duration.ofSeconds(30))
                        .connect()) {
            caller.stub(Relay.class).pass();
        }

        assertThat(seen).containsExactly(true);
    }

    @Test
    void anAnswerThatAnotherThreadGivesIsNoticedByTheDriver() {
        Executor elsewhere = task -> new Thread(task, "elsewhere").start();
        try (RpcClient detour = RpcClient.builder()
                .address(server.address())
                .runtime(runtime)
                .timeout(Duration.ofSeconds(30))
                .interceptor(
                        Layer.CALL,
                        (method, next) ->
                                request -> next.invoke(request).thenApplyAsync(response -> response, elsewhere))
                .connect()) {
            Desk withDetour = detour.stub(Desk.class);
            drive();
            for (int number = 0; number < 20; number++) {
                assertThat(withDetour.next(number)).isEqualTo(number + 1);
            }
        }
    }

    @Test
    void aCallWithinACallLeavesNoneOfThemWaiting() {
        try (VolantRuntime another = VolantRuntime.builder().callersDrive(2).build();
                RpcClient inner = RpcClient.builder()
                        .address(server.address())
                        .runtime(another)
                        .connect()) {
            Desk innerDesk = inner.stub(Desk.class);
            try (RpcClient outer = RpcClient.builder()
                    .address(server.address())
                    .runtime(runtime)
                    .interceptor(Layer.CALL, (method, next) -> request -> {
                        CompletableFuture<Response> answer = next.invoke(request);
                        innerDesk.next(1);
                        desk.next(2);
                        return answer;
                    })
                    .connect()) {
                Desk outerDesk = outer.stub(Desk.class);
                for (int number = 0; number < 200; number++) {
                    assertThat(outerDesk.next(number)).isEqualTo(number + 1);
                }
            }
        }
    }

    @Test
    void aThreadOfAForkJoinPoolNeverDrives() {
        neverDrives(task -> ForkJoinPool.commonPool().execute(task));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aVirtualThreadNeverDrives() throws Exception {
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        neverDrives(task -> {
            try {
                start.invoke(null, task);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void neverDrives(Executor executor) {
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                for (int number = 0; number < 100; number++) {
                    assertThat(desk.next(number)).isEqualTo(number + 1);
                }
                caller.complete(Thread.currentThread());
            } catch (Throwable e) {
                caller.completeExceptionally(e);
            }
        });

        assertThat(answeredOn)
                .filteredOn(Events.get(caller)::equals) // answers that came while nobody listened yet
                .hasSizeLessThan(20);
    }
}
