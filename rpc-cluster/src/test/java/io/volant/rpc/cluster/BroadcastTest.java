package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.CallContext;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One call to three servers, whose answers are in the hands of the test. */
class BroadcastTest extends ClusterRig {
    @RpcService
    interface Part {
        @RpcMethod(timeout = "30s")
        CompletableFuture<Integer> sum(int from);

        @RpcMethod(timeout = "30s")
        int count();
    }

    private final class Server implements Part {
        final Queue<CompletableFuture<Integer>> held = new ConcurrentLinkedQueue<>();
        final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        final RpcServer server =
                closing(RpcServer.builder().port(0).service(Part.class, this).start());

        @Override
        public CompletableFuture<Integer> sum(int from) {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            CallContext.current().onCancel(() -> cancelled.complete(true));
            held.add(answer);
            return answer;
        }

        @Override
        public int count() {
            return 7;
        }

        CompletableFuture<Integer> next() {
            Events.until("it is asked", () -> !held.isEmpty());
            return held.remove();
        }

        void fail() {
            next().completeExceptionally(
                            new RpcException(Failure.of(Status.INVALID_ARGUMENT, Outcome.REJECTED, "not mine")));
        }
    }

    private final List<Server> servers = new ArrayList<>();
    private RpcClient client;
    private Broadcast<Part> parts;

    @BeforeEach
    void start() {
        for (int i = 0; i < 3; i++) {
            servers.add(new Server());
        }
        list.say(servers.stream()
                .map(server -> Endpoint.parse(server.server.address()))
                .toArray(Endpoint[]::new));
        client = client();
        parts = Broadcast.of(client, Part.class);
        untilReady(client, 3);
    }

    private Server server(int index) {
        return servers.get(index);
    }

    private static RpcException thrown(CompletableFuture<?> call) {
        Events.until("it has failed", call::isDone);
        return (RpcException)
                catchThrowableOfType(CompletionException.class, call::join).getCause();
    }

    @Test
    void everyServerIsAskedOnceAndTheirAnswersAreMerged() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.call(part -> part.sum(1));
        server(0).next().complete(1);
        server(1).next().complete(20);
        assertThat(call).isNotDone();
        server(2).next().complete(300);

        BroadcastResult<Integer> result = Events.get(call);

        assertThat(result.complete()).isTrue();
        assertThat(result.<Integer>reduce(0, Integer::sum)).isEqualTo(321);
        assertThat(result.succeeded())
                .extracting(ServerAnswer::server)
                .containsExactlyInAnyOrderElementsOf(
                        servers.stream().map(server -> server.server.address()).toList());
        assertThat(servers).allMatch(server -> server.held.isEmpty());
    }

    @Test
    void oneThatFailsIsToldBesideTheOthers() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.call(part -> part.sum(1));
        server(0).next().complete(1);
        server(1).fail();
        server(2).next().complete(300);

        BroadcastResult<Integer> result = Events.get(call);

        assertThat(result.complete()).isFalse();
        assertThat(result.<Integer>reduce(0, Integer::sum)).isEqualTo(301);
        assertThat(result.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.server()).isEqualTo(server(1).server.address());
            assertThat(failed.failure().orElseThrow())
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            error -> assertThat(error.status()).isEqualTo(Status.INVALID_ARGUMENT));
            assertThatThrownBy(failed::value).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void whoNeedsAllIsToldAtOnceThatOneFailed() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.all().call(part -> part.sum(1));
        server(0).next().complete(1);
        Events.until(
                "it is answered",
                () -> client.stats().method("Part", "sum").orElseThrow().ended() == 1);
        server(1).fail();

        RpcException error = thrown(call);

        assertThat(error.status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error)
                .hasMessage("INVALID_ARGUMENT: broadcast to Part:1: 1 of 3 servers answered (expected: all); "
                        + server(1).server.address() + ": INVALID_ARGUMENT. Outcome unknown.");
        assertThat(error.failure().earlier()).hasSize(1);
    }

    @Test
    void whoNeedsAnyHasTheFirstAnswer() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.any().call(part -> part.sum(1));
        server(2).fail();
        Events.until("it is asked", () -> !server(0).held.isEmpty());
        assertThat(call).isNotDone();
        server(1).next().complete(20);

        assertThat(Events.get(call).succeeded()).extracting(ServerAnswer::value).containsExactly(20);
        assertThat(server(0).cancelled).isNotDone();
    }

    @Test
    void whoNeedsTwoIsToldWhenThatCannotBeAnyMore() {
        CompletableFuture<BroadcastResult<Integer>> two = parts.atLeast(2).call(part -> part.sum(1));
        server(0).fail();
        server(1).next().complete(20);
        server(2).next().complete(300);
        assertThat(Events.get(two).succeeded()).hasSize(2);

        CompletableFuture<BroadcastResult<Integer>> none = parts.atLeast(2).call(part -> part.sum(1));
        server(0).fail();
        server(1).fail();
        assertThat(thrown(none)).hasMessageContaining("0 of 3 servers answered (expected: at least 2)");
    }

    @Test
    void soManyAreAskedAtATime() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.parallelism(1).call(part -> part.sum(1));
        for (int i = 0; i < 3; i++) {
            Events.until("one is asked", () -> asked() == 1);
            servers.stream()
                    .filter(server -> !server.held.isEmpty())
                    .findFirst()
                    .orElseThrow()
                    .next()
                    .complete(i);
        }

        assertThat(Events.get(call).complete()).isTrue();
    }

    private int asked() {
        return servers.stream().mapToInt(server -> server.held.size()).sum();
    }

    @Test
    void whoIsNotAskedInTimeIsNotAsked() {
        CompletableFuture<BroadcastResult<Integer>> call =
                parts.parallelism(1).timeout(Duration.ofMillis(100)).call(part -> part.sum(1));

        List<ServerAnswer<Integer>> failed = Events.get(call).failed();

        assertThat(failed).hasSize(3);
        assertThat(failed)
                .extracting(answer -> ((RpcException) answer.failure().orElseThrow()).status())
                .containsOnly(Status.DEADLINE_EXCEEDED);
        assertThat(failed)
                .extracting(answer -> ((RpcException) answer.failure().orElseThrow()).outcome())
                .contains(Outcome.NOT_SENT);
    }

    @Test
    void oneselfMayBeLeftOut() {
        CompletableFuture<BroadcastResult<Integer>> call =
                parts.without(server(0).server.address()).call(part -> part.sum(1));
        server(1).next().complete(20);
        server(2).next().complete(300);

        assertThat(Events.get(call).asked()).isEqualTo(2);
        assertThat(server(0).held).isEmpty();
    }

    @Test
    void cancellingItCancelsWhatIsUnderWay() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.call(part -> part.sum(1));
        servers.forEach(server -> Events.until("it is asked", () -> !server.held.isEmpty()));

        call.cancel(true);

        servers.forEach(server -> assertThat(Events.get(server.cancelled)).isTrue());
    }

    @Test
    void methodsThatBlockAreCalledOnThreadsOfTheCaller() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            CompletableFuture<BroadcastResult<Integer>> call = parts.callBlocking(threads, Part::count);

            assertThat(Events.get(call).<Integer>reduce(0, Integer::sum)).isEqualTo(21);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aFaultyFunctionIsAFailureOfEveryServer() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.call(part -> {
            throw new IllegalStateException("a fault of the caller");
        });

        assertThat(Events.get(call).failed()).hasSize(3);
    }

    @Test
    void withoutServersThereIsNobodyToTell() {
        RpcException error = thrown(parts.without(
                        servers.stream().map(server -> server.server.address()).toArray(String[]::new))
                .call(part -> part.sum(1)));

        assertThat(error)
                .hasMessage(
                        "UNAVAILABLE: broadcast to Part:1: there are 0 servers to ask (expected: at least 1). Not executed.");
    }

    @Test
    void moreAnswersThanServersCannotComeAndNobodyIsAsked() {
        RpcException error = thrown(parts.atLeast(4).call(part -> part.sum(1)));

        assertThat(error)
                .hasMessage(
                        "UNAVAILABLE: broadcast to Part:1: there are 3 servers to ask (expected: at least 4). Not executed.");
        assertThat(servers).allMatch(server -> server.held.isEmpty());
    }

    @Test
    void aFunctionThatReturnsNothingIsNamed() {
        CompletableFuture<BroadcastResult<Integer>> call = parts.call(part -> null);

        assertThat(Events.get(call).failed())
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.failure().orElseThrow())
                        .hasMessage("the function of the broadcast returned null (expected: a future)"));
    }
}
