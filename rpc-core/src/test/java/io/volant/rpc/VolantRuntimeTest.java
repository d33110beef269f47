package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.inprocess.InProcessTransport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VolantRuntimeTest {
    private record Resource(String name, List<String> closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.add(name);
        }
    }

    private record Other(List<String> closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.add("other");
            throw new IllegalStateException("a fault of the resource");
        }
    }

    @RpcService
    interface Nothing {
        CompletableFuture<Void> run();
    }

    private final InProcessTransport transport = new InProcessTransport();

    private RpcServerBuilder server() {
        return RpcServer.builder()
                .transport(transport)
                .serializer(new PlainSerializer())
                .service(Nothing.class, () -> CompletableFuture.completedFuture(null));
    }

    private RpcClientBuilder client(int port) {
        return RpcClient.builder()
                .transport(transport)
                .serializer(new PlainSerializer())
                .address("localhost:" + port);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("volant-"))
                .collect(Collectors.toSet());
    }

    private static void untilNoThreadsAreLeft() {
        Events.until("no thread is left of " + threads(), () -> threads().isEmpty());
    }

    @Test
    void nothingMayBlockOnTheTimer() throws Exception {
        try (VolantRuntime runtime = VolantRuntime.create()) {
            assertThat(runtime.timer().submit(EventLoopThread::isCurrent).get()).isTrue();
        }
    }

    @Test
    void makesEachSharedThingOnceAndClosesTheLastMadeFirst() {
        List<String> closed = new ArrayList<>();
        VolantRuntime runtime = VolantRuntime.create();

        Resource one = runtime.shared(Resource.class, () -> new Resource("one", closed));
        Resource two = runtime.shared(Resource.class, () -> new Resource("two", closed));
        runtime.shared(Other.class, () -> new Other(closed));
        runtime.close();
        runtime.close();

        assertThat(two).isSameAs(one);
        assertThat(closed).containsExactly("other", "one");
        assertThatThrownBy(() -> runtime.shared(Resource.class, () -> one))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the runtime is closed");
    }

    @Test
    void usersOfTheDefaultShareOneThatLivesAsLongAsAny() {
        VolantRuntime.Lease one = VolantRuntime.lease(null);
        VolantRuntime.Lease two = VolantRuntime.lease(null);
        VolantRuntime runtime = one.runtime();

        assertThat(two.runtime()).isSameAs(runtime);
        one.close();
        one.close(); // gives back its own share only
        assertThat(runtime.timer().isShutdown()).isFalse();
        VolantRuntime.Lease three = VolantRuntime.lease(null);
        assertThat(three.runtime()).isSameAs(runtime);
        two.close();
        three.close();

        assertThatThrownBy(runtime::timer).isInstanceOf(IllegalStateException.class);
        try (VolantRuntime.Lease next = VolantRuntime.lease(null)) {
            assertThat(next.runtime()).isNotSameAs(runtime);
        }
    }

    @Test
    void nothingIsLeftWhenTheLastUserHasClosed() {
        RpcServer server = server().start();
        RpcClient client = client(server.port()).connect();
        client.stub(Nothing.class).run().thenRunAsync(() -> {}).join();
        assertThat(threads()).anyMatch(name -> name.startsWith("volant-worker-" + server.port()));

        client.close();
        assertThat(threads()).isNotEmpty();
        server.close();

        untilNoThreadsAreLeft();
    }

    @Test
    void manyLivesLeaveNothing() {
        for (int i = 0; i < 200; i++) {
            try (RpcServer server = server().start();
                    RpcClient client = client(server.port()).connect()) {
                client.stub(Nothing.class).run().join();
            }
        }

        untilNoThreadsAreLeft();
    }

    @Test
    void threadsOfTheRuntimeHoldNothingOfWhoeverStartedThem() throws Exception {
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        ClassLoader application = new ClassLoader(before) {};
        here.setContextClassLoader(application);
        inherited.set("of the application");
        try (RpcServer server = server().start();
                RpcClient client = client(server.port()).connect()) {
            CompletableFuture<String> callback = client.stub(Nothing.class)
                    .run()
                    .thenApplyAsync(done ->
                            inherited.get() + " " + Thread.currentThread().getContextClassLoader());

            assertThat(callback.get()).isEqualTo("null " + VolantRuntime.class.getClassLoader());
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("volant-worker-" + server.port())) {
                    assertThat(thread.getContextClassLoader()).isSameAs(application);
                } else if (thread.getName().startsWith("volant-")) {
                    assertThat(thread.getContextClassLoader())
                            .as(thread.getName())
                            .isSameAs(VolantRuntime.class.getClassLoader());
                }
            }
        } finally {
            here.setContextClassLoader(before);
        }
    }

    @Test
    void aStartThatFailsLeavesNothing() {
        try (RpcServer server = server().start()) {
            assertThatThrownBy(() -> server().port(server.port()).start()).isInstanceOf(UncheckedIOException.class);
        }
        assertThatThrownBy(() -> server().service(Nothing.class, () -> CompletableFuture.completedFuture(null))
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("service Nothing:1 is offered twice (expected: once per name and version)");

        untilNoThreadsAreLeft();
    }

    @Test
    void aConnectThatFailsLeavesNothing() {
        assertThatThrownBy(() -> client(1).connect()).isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> RpcClient.builder()
                        .transport(transport)
                        .serializer(new PlainSerializer())
                        .routing(dialer -> {
                            dialer.runtime().timer().execute(() -> {});
                            throw new IllegalArgumentException("no such registry");
                        })
                        .connect())
                .isInstanceOf(IllegalArgumentException.class);

        untilNoThreadsAreLeft();
    }

    @Test
    void aGivenRuntimeIsLeftOpen() {
        try (VolantRuntime runtime = VolantRuntime.builder().eventLoops(1).build()) {
            try (RpcServer server = server().runtime(runtime).start();
                    RpcClient client = client(server.port()).runtime(runtime).connect()) {
                client.stub(Nothing.class).run().join();
            }

            assertThat(runtime.timer().isShutdown()).isFalse();
            assertThat(runtime.eventLoops()).isEqualTo(1);
        }
        untilNoThreadsAreLeft();
    }

    @Test
    void callbacksThatAreWaitingWhenTheRuntimeClosesStillRun() {
        VolantRuntime runtime = VolantRuntime.create();
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            runtime.executor().execute(() -> {
                Events.await(hold);
                ran.countDown();
            });
        }
        Executor executor = runtime.executor();

        runtime.close();
        hold.countDown();
        executor.execute(ran::countDown); // on this thread now

        Events.await(ran);
    }

    @Test
    void refusesALoopCountBelowOne() {
        assertThatThrownBy(() -> VolantRuntime.builder().eventLoops(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eventLoops: 0 (expected: > 0)");
    }

    @Test
    void callersDriveOneEventLoopOrNone() {
        try (VolantRuntime runtime = VolantRuntime.builder().callersDrive().build();
                VolantRuntime plain = VolantRuntime.create()) {
            assertThat(runtime.callersDrive()).isTrue();
            assertThat(runtime.eventLoops()).isEqualTo(1);
            assertThat(plain.callersDrive()).isFalse();
        }

        assertThatThrownBy(() -> VolantRuntime.builder().callersDrive(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fromCall: 1 (expected: >= 2)");
        assertThatThrownBy(() ->
                        VolantRuntime.builder().eventLoops(2).callersDrive().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("callersDrive: given beside eventLoops 2");
    }

    @Test
    void anEventLoopLooksForAMomentBeforeItSleepsUnlessToldOtherwise() {
        try (VolantRuntime plain = VolantRuntime.create();
                VolantRuntime told = VolantRuntime.builder().spin(Duration.ZERO).build()) {
            assertThat(plain.spin()).isEqualTo(Duration.ofNanos(50_000));
            assertThat(told.spin()).isZero();
        }
    }

    @Test
    void refusesToLookForLongerThanIsOfUse() {
        assertThatThrownBy(() -> VolantRuntime.builder().spin(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spin: PT-0.000000001S (expected: zero to PT0.001S)");
        assertThatThrownBy(() -> VolantRuntime.builder().spin(Duration.ofNanos(1_000_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spin: PT0.001000001S (expected: zero to PT0.001S)");
    }
}
