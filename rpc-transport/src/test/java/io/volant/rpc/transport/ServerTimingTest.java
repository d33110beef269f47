package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallTimeline;
import io.volant.rpc.CallTimeline.Phase;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client makes of the durations that a server tells, and of a server that tells none. */
@Timeout(60)
class ServerTimingTest {
    private final FakeTicker time = new FakeTicker();

    /** A client, a server of the test's hand, and one call that has reached it. */
    private final class Exchange implements AutoCloseable {
        private final ServerSocket listening = RawPeer.listen();
        private final RawPeer server;
        private final TestClient client;

        Exchange(int features) {
            CompletableFuture<RawPeer> accepted = CompletableFuture.supplyAsync(() -> {
                RawPeer peer = RawPeer.accept(listening);
                peer.answerHello(features);
                return peer;
            });
            client = TestClient.with().ticker(time).connect(listening.getLocalPort());
            server = get(accepted);
        }

        Request request(Duration timeout) {
            return client.request(timeout, Metadata.empty(), "say", "x");
        }

        int callId() {
            return server.read(FrameType.REQUEST).callId();
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
            listening.close();
        }
    }

    private static byte[] answer(int callId, int queueMicros, int serviceMicros) {
        MessageHead head =
                new MessageHead().start(FrameType.RESPONSE, 0, callId).timing(queueMicros, serviceMicros);
        byte[] body = {3, 'h', 'i'};
        var out = Bytes.written(o -> new FrameWriter(FrameChecksum.none()).message(o, head, body, 0, body.length));
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    private Map<Phase, Duration> phases(Request request, CompletableFuture<Response> answer) {
        return CallTimeline.of(request, get(answer)).phases();
    }

    @Test
    void whatTheServerWasBusyWithIsNoPartOfTheWire() throws IOException {
        try (Exchange exchange = new Exchange(Features.SERVER_TIMING)) {
            Request request = exchange.request(Duration.ofSeconds(10));
            CompletableFuture<Response> answer = exchange.client.call(request);
            int id = exchange.callId();
            time.advance(Duration.ofMillis(30));

            for (byte b : answer(id, 18_000, 7_000)) { // split at every byte
                exchange.server.send(new byte[] {b});
            }

            assertThat(phases(request, answer))
                    .containsEntry(Phase.WIRE, Duration.ofMillis(5))
                    .containsEntry(Phase.SERVER_QUEUE, Duration.ofMillis(18))
                    .containsEntry(Phase.EXECUTE, Duration.ofMillis(7))
                    .containsEntry(Phase.DECODE, Duration.ZERO)
                    .doesNotContainKey(Phase.WIRE_AND_SERVER);
        }
    }

    @Test
    void aServerThatSaysMoreThanThereWasLeavesNothingForTheWire() throws IOException {
        try (Exchange exchange = new Exchange(Features.SERVER_TIMING)) {
            Request request = exchange.request(Duration.ofSeconds(10));
            CompletableFuture<Response> answer = exchange.client.call(request);

            exchange.server.send(answer(exchange.callId(), Integer.MAX_VALUE, Integer.MAX_VALUE));

            assertThat(phases(request, answer)).containsEntry(Phase.WIRE, Duration.ZERO);
        }
    }

    @Test
    void anOlderServerIsOneStretchWithTheWire() throws IOException {
        try (Exchange exchange = new Exchange(0)) {
            Request request = exchange.request(Duration.ofSeconds(10));
            CompletableFuture<Response> answer = exchange.client.call(request);
            int id = exchange.callId();
            time.advance(Duration.ofMillis(30));

            exchange.server.frame((writer, out) -> writer.message(
                    out, new MessageHead().start(FrameType.RESPONSE, 0, id), new byte[] {3, 'h', 'i'}, 0, 3));

            assertThat(phases(request, answer))
                    .containsEntry(Phase.WIRE_AND_SERVER, Duration.ofMillis(30))
                    .doesNotContainKeys(Phase.WIRE, Phase.SERVER_QUEUE, Phase.EXECUTE);
        }
    }

    @Test
    void aCallWhoseTimeRanOutIsToldWhatTheLastAnswerSaid() throws IOException {
        try (Exchange exchange = new Exchange(Features.SERVER_TIMING)) {
            CompletableFuture<Response> first = exchange.client.call(exchange.request(Duration.ofSeconds(10)));
            exchange.server.send(answer(exchange.callId(), 35_000, 10));
            assertThat(get(first).isSuccess()).isTrue();
            CompletableFuture<Response> second = exchange.client.call(exchange.request(Duration.ofMillis(400)));
            exchange.callId();

            time.advance(Duration.ofMillis(400));

            Failure failure = get(second).failure();
            assertThat(failure.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
            assertThat(failure.serverLoad())
                    .hasValueSatisfying(load ->
                            assertThat(load).hasToString("the server last said 35 ms in its queue (0.4 s ago)"));
        }
    }

    @Test
    void aCallWhoseTimeRanOutIsToldWhatTheLastPongSaid() throws IOException {
        try (Exchange exchange = new Exchange(Features.SERVER_TIMING)) {
            CompletableFuture<Response> first = exchange.client.call(exchange.request(Duration.ofSeconds(10)));
            exchange.server.send(answer(exchange.callId(), 1_000, 10));
            assertThat(get(first).isSuccess()).isTrue();
            CompletableFuture<Response> second = exchange.client.call(exchange.request(Duration.ofSeconds(60)));
            exchange.callId();
            until("the client asks", () -> {
                time.advance(Duration.ofMillis(20));
                return hasBytes(exchange.server);
            });
            long opaque = ControlPayload.opaque(exchange.server.read(FrameType.PING));
            exchange.server.frame((writer, out) -> writer.pong(out, opaque, 12, 35_000));
            CompletableFuture<Response> third = exchange.client.call(exchange.request(Duration.ofSeconds(60)));
            exchange.callId(); // behind the PONG, which the client has read when it answers the next PING
            exchange.server.frame((writer, out) -> writer.ping(out, 7));
            exchange.server.read(FrameType.PONG);

            until("time runs out", () -> {
                time.advance(Duration.ofSeconds(1));
                return third.isDone() && second.isDone();
            });

            assertThat(get(third).failure().serverLoad()).hasValueSatisfying(load -> {
                assertThat(load.inFlight()).hasValue(12);
                assertThat(load.queue()).isEqualTo(Duration.ofMillis(35));
            });
        }
    }

    @Test
    void aCallThatFailsOtherwiseIsNotToldOfTheLoad() throws IOException {
        try (Exchange exchange = new Exchange(Features.SERVER_TIMING)) {
            CompletableFuture<Response> first = exchange.client.call(exchange.request(Duration.ofSeconds(10)));
            exchange.server.send(answer(exchange.callId(), 35_000, 10));
            assertThat(get(first).isSuccess()).isTrue();
            CompletableFuture<Response> second = exchange.client.call(exchange.request(Duration.ofSeconds(10)));
            exchange.callId();

            exchange.server.close();

            assertThat(get(second).failure().status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(get(second).failure().serverLoad()).isEmpty();
        }
    }

    private static boolean hasBytes(RawPeer peer) {
        try {
            return peer.socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
