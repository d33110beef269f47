package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The end of a connection, announced and not: which calls were run, which were not, and that each caller learns it once. */
class DrainTest {
    private static final int CALLS = 400;

    /** A call that its handler has not answered. */
    private record Held(String word, CompletableFuture<String> answer) {}

    private final Queue<Held> held = new ConcurrentLinkedQueue<>();

    @Test
    void aCallBehindReceivedIsRejectedAndTheOthersAreAnswered() throws IOException {
        try (ServerSocket listening = WirePeer.listen();
                HandmadeServer server = new HandmadeServer(listening)) {
            List<CompletableFuture<String>> calls = server.call("a", "b", "c");
            List<WireFrame> requests = server.peer.readRequests(3);

            server.peer.send(WireBytes.goAway(1, 2, true));

            RpcException rejected = failure(calls.get(2));
            assertThat(rejected.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(rejected.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(rejected).hasMessageContaining("shutting down");
            assertThat(calls.get(0)).isNotDone();
            assertThat(calls.get(1)).isNotDone();
            server.peer.send(
                    WireBytes.response(requests.get(1).callId(), "B"),
                    WireBytes.response(requests.get(0).callId(), "A"));
            assertThat(Events.get(calls.get(0))).isEqualTo("A");
            assertThat(Events.get(calls.get(1))).isEqualTo("B");
            assertThat(server.peer.readToEnd()).noneMatch(frame -> frame.type() == WireBytes.REQUEST);
        }
    }

    @Test
    void aFurtherGoAwayLowersReceivedAndDoesNotRaiseIt() throws IOException {
        try (ServerSocket listening = WirePeer.listen();
                HandmadeServer server = new HandmadeServer(listening)) {
            List<CompletableFuture<String>> calls = server.call("a", "b", "c");
            List<WireFrame> requests = server.peer.readRequests(3);

            server.peer.send(WireBytes.goAway(1, 2, true), WireBytes.goAway(1, 1, true), WireBytes.goAway(1, 3, true));

            assertThat(failure(calls.get(2)).outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(failure(calls.get(1)).outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(calls.get(0)).isNotDone();
            server.peer.send(WireBytes.response(requests.get(0).callId(), "A"));
            assertThat(Events.get(calls.get(0))).isEqualTo("A");
            server.peer.readToEnd();
        }
    }

    @Test
    void aServerThatDrainsAnswersWhatItHasReadAndDropsWhatComesLater() throws IOException {
        RpcServer server = serve();
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(WireBytes.request(1, "a"), WireBytes.request(2, "b"));
            Events.until("both calls run", () -> held.size() == 2);

            server.shutdown();
            WireFrame goAway = client.read(WireBytes.GOAWAY);
            client.send(WireBytes.request(3, "c"), WireBytes.frame(WireBytes.PING, 0, 0, 0, new byte[8]));
            client.read(WireBytes.PONG); // so the request before it was read

            assertThat(goAway.aux()).as("reason").isEqualTo(1);
            assertThat(goAway.received()).isEqualTo(2);
            assertThat(goAway.rest()[1]).as("flags: draining").isEqualTo((byte) 1);
            answerHeld();
            List<WireFrame> rest = client.readToEnd();
            assertThat(rest)
                    .filteredOn(frame -> frame.type() == WireBytes.RESPONSE)
                    .extracting(WireFrame::callId)
                    .containsExactlyInAnyOrder(1, 2);
            assertThat(rest).noneMatch(frame -> frame.callId() == 3);
            assertThat(held).as("executed").hasSize(2);
        } finally {
            server.close();
        }
    }

    @Test
    void aServerThatDrainsBindsNothingMore() throws IOException {
        RpcServer server = serve();
        try (WirePeer bound = WirePeer.bound(server.port());
                WirePeer client = WirePeer.client(server.port())) {
            bound.send(WireBytes.request(1, "a"));
            client.send(WireBytes.bindWords(1));
            client.read(WireBytes.BIND_ACK);
            client.send(WireBytes.request(1, "b")); // keeps the connection
            Events.until("both calls run", () -> held.size() == 2);
            server.shutdown();
            client.read(WireBytes.GOAWAY);

            byte[] other = new WireBytes()
                    .u16(100)
                    .u8(0)
                    .string("Words")
                    .string("1")
                    .u64(0)
                    .varint(1)
                    .toArray();
            client.send(WireBytes.frame(WireBytes.BIND, 0, 9, 0, other));
            WireFrame ack = client.read(WireBytes.BIND_ACK);

            assertThat(ack.aux()).isEqualTo(9);
            assertThat(ack.rest()[0]).as("refused").isEqualTo((byte) 3);
            assertThat(ack.rest()[1]).as("status").isEqualTo((byte) Status.UNAVAILABLE.code());
        } finally {
            answerHeld();
            server.close();
        }
    }

    @Test
    void aDrainUnderPipelinedLoadRunsNothingThatItDoesNotAnswer() throws InterruptedException {
        AtomicInteger executed = new AtomicInteger();
        RpcServer server = RpcServer.builder()
                .port(0)
                .workers(4)
                .workersQueue(100_000)
                .fixedLimit()
                .service(Words.class, word -> {
                    executed.incrementAndGet();
                    return CompletableFuture.completedFuture(word);
                })
                .start();
        try (RpcClient client = RpcClient.connect(server.address())) {
            var callers = Executors.newFixedThreadPool(4);
            Words words = client.stub(Words.class);
            List<CompletableFuture<String>> calls = new ArrayList<>();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                running.add(CompletableFuture.runAsync(() -> callUntilRefused(words, calls), callers));
            }
            Events.until("the load is on", () -> executed.get() > 5_000);

            server.shutdown();
            running.forEach(Events::get);
            callers.shutdown();

            int answered = 0;
            for (CompletableFuture<String> call : calls) {
                RpcException failure = failureOrNull(call);
                if (failure == null) {
                    answered++;
                } else {
                    assertThat(failure.outcome().notExecuted())
                            .as(failure.getMessage())
                            .isTrue();
                }
            }
            assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
            assertThat(answered).as("of " + calls.size()).isEqualTo(executed.get());
        } finally {
            server.close();
        }
    }

    private static void callUntilRefused(Words words, List<CompletableFuture<String>> calls) {
        boolean refused = false;
        while (!refused) {
            List<CompletableFuture<String>> batch = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                batch.add(words.echo("word " + i));
            }
            for (CompletableFuture<String> call : batch) {
                refused |= failureOrNull(call) != null;
            }
            synchronized (calls) {
                calls.addAll(batch);
            }
        }
    }

    @Test
    void aConnectionThatBreaksUnderLoadEndsEveryCallOnce() throws IOException, InterruptedException {
        AtomicInteger completions = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(CALLS);
        try (ServerSocket listening = WirePeer.listen();
                HandmadeServer server = new HandmadeServer(listening)) {
            String[] words = new String[CALLS];
            for (int i = 0; i < CALLS; i++) {
                words[i] = "w" + i;
            }
            List<CompletableFuture<String>> calls = server.call(words);
            calls.forEach(call -> call.whenComplete((value, error) -> {
                completions.incrementAndGet();
                all.countDown();
            }));
            List<WireFrame> requests = server.peer.readRequests(CALLS);
            for (int i = 0; i < CALLS; i += 2) {
                server.peer.send(WireBytes.response(requests.get(i).callId(), "W" + i));
            }
            for (int i = 0; i < CALLS; i += 2) {
                assertThat(Events.get(calls.get(i))).isEqualTo("W" + i);
            }

            server.peer.reset();

            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(completions).hasValue(CALLS);
            for (int i = 1; i < CALLS; i += 2) {
                RpcException failure = failure(calls.get(i));
                assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
                assertThat(failure.outcome()).as(failure.getMessage()).isEqualTo(Outcome.UNKNOWN);
            }
        }
    }

    private RpcServer serve() {
        return RpcServer.builder()
                .port(0)
                .service(Words.class, word -> {
                    Held call = new Held(word, new CompletableFuture<>());
                    held.add(call);
                    return call.answer();
                })
                .start();
    }

    private void answerHeld() {
        held.forEach(call -> call.answer().complete(call.word()));
    }

    private static RpcException failure(CompletableFuture<String> call) {
        RpcException failure = failureOrNull(call);
        assertThat(failure).as("the failure of a call that had a value").isNotNull();
        return failure;
    }

    private static RpcException failureOrNull(CompletableFuture<String> call) {
        try {
            Events.get(call);
            return null;
        } catch (CompletionException e) {
            return (RpcException) e.getCause();
        }
    }
}
