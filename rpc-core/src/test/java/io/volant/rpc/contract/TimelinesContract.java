package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallTimeline;
import io.volant.rpc.CallTimeline.Phase;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Layer;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A call that failed or took long can tell where its time went. */
public abstract class TimelinesContract extends TransportContract {
    private static final Duration A_WHILE = Duration.ofMillis(20);
    private static final Duration ROUNDING = Duration.ofNanos(10_000);

    static final class Strange extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @RpcService
    interface Kitchen {
        @RpcMethod(timeout = "30s")
        String cook(String dish) throws Strange;

        @RpcMethod(timeout = "30s")
        CompletableFuture<String> cookLater(String dish);

        @RpcMethod(timeout = "2m")
        String roast(String dish);
    }

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<CallTimeline> seen = new CopyOnWriteArrayList<>();

    private final class PlainKitchen implements Kitchen {
        @Override
        public String cook(String dish) throws Strange {
            return switch (dish) {
                case "soup" -> {
                    started.countDown();
                    await(release);
                    yield dish;
                }
                case "poison" -> throw new Strange();
                case "stone" -> {
                    aWhile();
                    throw new IllegalArgumentException(dish);
                }
                default -> {
                    aWhile();
                    yield dish;
                }
            };
        }

        @Override
        public CompletableFuture<String> cookLater(String dish) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(dish));
        }

        @Override
        public String roast(String dish) {
            return dish;
        }
    }

    private static void aWhile() {
        long start = System.nanoTime();
        until("a while has passed", () -> System.nanoTime() - start > A_WHILE.toNanos());
    }

    private Interceptor observing() {
        return (method, next) -> request -> next.invoke(request).thenApply(response -> {
            seen.add(CallTimeline.of(request, response));
            return response;
        });
    }

    private RpcServer serveKitchen() {
        closing(release::countDown);
        return start(server().workers(1).workersQueue(1).service(Kitchen.class, new PlainKitchen()));
    }

    private static void assertAddsUp(CallTimeline timeline) {
        Duration sum = timeline.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(sum)
                .isBetween(timeline.total().minus(ROUNDING), timeline.total().plus(ROUNDING));
    }

    @Test
    void anInterceptorSeesHowLongACallWaitedAndRanAtTheServer() throws Exception {
        RpcServer server = serveKitchen();
        RpcClient client =
                closing(client(server).interceptor(Layer.CALL, observing()).connect());
        Kitchen kitchen = client.stub(Kitchen.class);
        CompletableFuture<String> first = async(() -> kitchen.cook("soup"));
        await(started);
        CompletableFuture<String> second = async(() -> kitchen.cook("pie"));
        until("it waits", () -> server.stats().workers().get(0).queued() == 1);
        aWhile();
        release.countDown();
        assertThat(List.of(get(first), get(second))).containsExactly("soup", "pie");

        CallTimeline timeline = seen.get(1);

        assertThat(timeline.phases())
                .containsOnlyKeys(
                        Phase.ENCODE, Phase.CLIENT_QUEUE, Phase.WIRE, Phase.SERVER_QUEUE, Phase.EXECUTE, Phase.DECODE);
        assertThat(timeline.phase(Phase.SERVER_QUEUE))
                .hasValueSatisfying(waited -> assertThat(waited).isGreaterThanOrEqualTo(A_WHILE));
        assertThat(timeline.phase(Phase.EXECUTE))
                .hasValueSatisfying(ran -> assertThat(ran).isGreaterThanOrEqualTo(A_WHILE));
        assertAddsUp(timeline);
    }

    @Test
    void aFailureOfTheHandlerCarriesTheTimeLineOfItsCall() {
        Kitchen kitchen = connect(serveKitchen()).stub(Kitchen.class);

        RpcException thrown = failure(() -> kitchen.cook("stone"));

        assertThat(thrown.timeline()).hasValueSatisfying(timeline -> {
            assertThat(timeline.phase(Phase.EXECUTE))
                    .hasValueSatisfying(ran -> assertThat(ran).isGreaterThanOrEqualTo(A_WHILE));
            assertThat(timeline.phases()).containsKeys(Phase.WIRE, Phase.SERVER_QUEUE, Phase.DECODE);
            assertAddsUp(timeline);
        });
        assertThat(thrown.getMessage()).doesNotContain("\n");
    }

    @Test
    void theFailureOfAFutureCarriesItToo() {
        Kitchen kitchen = connect(serveKitchen()).stub(Kitchen.class);

        assertThatThrownBy(() -> get(kitchen.cookLater("stone")))
                .cause()
                .isInstanceOfSatisfying(
                        RpcException.class,
                        thrown -> assertThat(thrown.timeline())
                                .hasValueSatisfying(timeline ->
                                        assertThat(timeline.phases()).containsKey(Phase.EXECUTE)));
    }

    @Test
    void aDeclaredExceptionIsTheApplicationsOwnAndCarriesNone() {
        Kitchen kitchen = connect(serveKitchen()).stub(Kitchen.class);

        assertThatThrownBy(() -> kitchen.cook("poison")).isInstanceOf(Strange.class);
    }

    @Test
    void aCallThatNeverLeftHasSpentItsTimeOnThisSide() {
        Kitchen kitchen = connect(serveKitchen()).stub(Kitchen.class);

        RpcException thrown = failure(() -> kitchen.roast("pie"));

        assertThat(thrown.status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(thrown.timeline()).hasValueSatisfying(timeline -> {
            assertThat(timeline.phases()).containsOnlyKeys(Phase.ENCODE, Phase.CLIENT_QUEUE);
            assertAddsUp(timeline);
        });
    }

    @Test
    void aCallForWhichTheWorkersHaveNoRoomTellsThatItDidNotRun() throws Exception {
        RpcServer server = serveKitchen();
        Kitchen kitchen = connect(server).stub(Kitchen.class);
        CompletableFuture<String> first = async(() -> kitchen.cook("soup"));
        await(started);
        CompletableFuture<String> second = async(() -> kitchen.cook("pie"));
        until("it waits", () -> server.stats().workers().get(0).queued() == 1);

        RpcException thrown = failure(() -> kitchen.cook("cake"));
        release.countDown();

        assertThat(thrown.status()).isEqualTo(Status.OVERLOADED);
        assertThat(thrown.timeline())
                .hasValueSatisfying(
                        timeline -> assertThat(timeline.phase(Phase.EXECUTE)).hasValue(Duration.ZERO));
        assertThat(List.of(get(first), get(second))).containsExactly("soup", "pie");
    }

    private static CompletableFuture<String> async(Callable<String> call) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return call.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
