package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.PooledByteBufAllocator;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.WireLimits;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Everything that {@link HostileHelloTest}, {@link HostileFramesTest}, {@link HostileRepliesTest} and {@link HostileServerHelloTest}
 * know, again and again: threads and memory stay as they were after the first time, and those beside are answered.
 */
@Timeout(180)
class HostileFloodTest {
    private static final int ROUNDS = 8;
    private static final long FEW_BYTES = 8L << 20;
    private static final int SOCKETS_BYTES = 64 << 20; // far more than the sockets of both sides hold
    private static final int BYTES_OF_BODY = 8 << 10;

    private final GoodNeighbour server = new GoodNeighbour(WireLimits.defaults());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clientsThatBreakEveryRuleLeaveTheServerAsItWas() throws IOException {
        List<byte[]> hellos = bytes(Stream.concat(HostileHelloTest.otherProtocols(), HostileHelloTest.refusals()));
        List<byte[]> frames = bytes(HostileFramesTest.faults());
        breakRules(hellos, frames);
        Footprint before = Footprint.now();

        for (int round = 0; round < ROUNDS; round++) {
            breakRules(hellos, frames);
        }

        before.isKept();
    }

    private void breakRules(List<byte[]> hellos, List<byte[]> frames) throws IOException {
        for (byte[] hello : hellos) {
            try (WirePeer client = WirePeer.connect(server.port())) {
                client.send(hello);
                client.readBytesToEnd();
            }
        }
        for (byte[] frame : frames) {
            try (WirePeer client = WirePeer.bound(server.port())) {
                client.send(frame);
                client.readToEnd();
            }
            server.letGo();
        }
        server.isWell();
    }

    @Test
    void serversThatBreakEveryRuleLeaveTheClientsProcessAsItWas() throws IOException {
        List<byte[]> hellos = bytes(HostileServerHelloTest.answers());
        connectTo(hellos);
        Footprint before = Footprint.now();

        for (int round = 0; round < ROUNDS; round++) {
            connectTo(hellos);
        }

        before.isKept();
    }

    private void connectTo(List<byte[]> hellos) throws IOException {
        for (byte[] hello : hellos) {
            try (ServerSocket listening = WirePeer.listen()) {
                CompletableFuture<Throwable> connecting = CompletableFuture.supplyAsync(
                        () -> catchThrowable(() -> RpcClient.connect("127.0.0.1:" + listening.getLocalPort())));
                try (WirePeer peer = WirePeer.accept(listening)) {
                    peer.send(hello);
                    peer.readBytesToEnd();
                }
                assertThat(Events.get(connecting)).isInstanceOf(RpcException.class);
            }
        }
        server.isWell();
    }

    @Test
    void wrongAnswersLeaveTheClientsProcessAsItWas() throws IOException {
        List<IntFunction<?>> answers = new ArrayList<>();
        Stream.concat(HostileRepliesTest.faults(), HostileRepliesTest.brokenReplies())
                .forEach(one -> answers.add((IntFunction<?>) one.get()[one.get().length - 1]));
        assertThat(answers).hasSizeGreaterThan(20);
        answerWrongly(answers);
        Footprint before = Footprint.now();

        for (int round = 0; round < ROUNDS; round++) {
            answerWrongly(answers);
        }

        before.isKept();
    }

    private void answerWrongly(List<IntFunction<?>> answers) throws IOException {
        try (ServerSocket listening = WirePeer.listen()) {
            for (IntFunction<?> answer : answers) {
                try (HandmadeServer wrong = new HandmadeServer(listening)) {
                    CompletableFuture<String> call = wrong.call("a");
                    int id = wrong.peer.readRequests(1).get(0).callId();
                    wrong.peer.send((byte[]) answer.apply(id));

                    assertThat(catchThrowable(() -> Events.get(call))).hasCauseInstanceOf(RpcException.class);
                }
            }
        }
        server.isWell();
    }

    @Test
    void aClientThatReadsNothingIsReadNoMoreAndHoldsLittleMemory() throws IOException {
        Footprint before = Footprint.now();
        AtomicLong sent = new AtomicLong();
        byte[] word = WireBytes.request(1, "x".repeat(BYTES_OF_BODY));
        try (WirePeer client = WirePeer.bound(server.port())) {
            Thread asking = new Thread(() -> askOn(client, word, sent), "asking");
            asking.setDaemon(true);
            asking.start();
            AtomicLong seen = new AtomicLong(-1);
            Events.until("nothing is taken any more", () -> {
                LockSupport.parkNanos(500_000_000);
                return seen.getAndSet(sent.get()) == sent.get();
            });

            assertThat(sent.get()).isLessThan(SOCKETS_BYTES);
            server.isWell();
            before.isKept(2 * FEW_BYTES);
        }
        server.isWell();
    }

    /** Sends calls under rising ids until the socket takes no more, and then until it is closed. */
    private static void askOn(WirePeer client, byte[] request, AtomicLong sent) {
        try {
            for (int id = 1; sent.get() < SOCKETS_BYTES; id++) {
                byte[] next = request.clone();
                next[8] = (byte) (id >>> 24);
                next[9] = (byte) (id >>> 16);
                next[10] = (byte) (id >>> 8);
                next[11] = (byte) id;
                client.send(next);
                sent.addAndGet(next.length);
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static List<byte[]> bytes(Stream<Arguments> cases) {
        List<byte[]> all = new ArrayList<>();
        cases.forEach(one -> all.add((byte[]) one.get()[one.get().length - 1]));
        assertThat(all).hasSizeGreaterThan(10);
        return all;
    }

    /** What this process holds. */
    private record Footprint(long threads, long heapBytes, long directBytes) {
        static Footprint now() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return new Footprint(
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("volant-"))
                            .filter(thread -> !thread.getName().contains("worker")) // as many as calls ever ran at once
                            .count(),
                    runtime.totalMemory() - runtime.freeMemory(),
                    PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
        }

        void isKept() {
            isKept(FEW_BYTES);
        }

        void isKept(long more) {
            Events.until("no more than before: " + this, () -> {
                Footprint present = now();
                return present.threads <= threads
                        && present.heapBytes < heapBytes + more
                        && present.directBytes <= directBytes + more;
            });
        }
    }
}
