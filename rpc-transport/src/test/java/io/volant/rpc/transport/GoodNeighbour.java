package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.WireLimits;
import io.volant.rpc.contract.Events;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of {@link Words}, and a decent client of it on a connection of its own, which must never notice what others do.
 *
 * <p>The word {@code hold} is not answered before {@link #letGo}; all others are answered with themselves.
 */
final class GoodNeighbour implements AutoCloseable {
    private static final long PROMPT_MILLIS = 5_000;

    final AtomicInteger executed = new AtomicInteger();
    final Queue<CompletableFuture<String>> held = new ConcurrentLinkedQueue<>();
    private final RpcServer server;
    private final RpcClient client;

    GoodNeighbour(WireLimits limits) {
        this.server = RpcServer.builder()
                .port(0)
                .workersQueue(10_000)
                .fixedLimit()
                .limits(limits)
                .service(Words.class, this::answer)
                .start();
        this.client = RpcClient.connect(server.address());
    }

    private CompletableFuture<String> answer(String word) {
        executed.incrementAndGet();
        if (!"hold".equals(word)) {
            return CompletableFuture.completedFuture(word);
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        held.add(answer);
        return answer;
    }

    int port() {
        return server.port();
    }

    void letGo() {
        held.forEach(answer -> answer.complete("held"));
    }

    void isWell() {
        CompletableFuture<String> call = client.stub(Words.class).echo("good");
        assertThat(Events.get(call.orTimeout(PROMPT_MILLIS, TimeUnit.MILLISECONDS)))
                .isEqualTo("good");
    }

    @Override
    public void close() {
        letGo();
        client.close();
        server.close();
    }
}
