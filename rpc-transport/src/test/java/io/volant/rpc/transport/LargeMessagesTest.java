package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Checksum;
import io.volant.rpc.Compression;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import io.volant.rpc.contract.Events;
import io.volant.rpc.serialization.Lz4Compressor;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LargeMessagesTest {
    private static final Compression LZ4 = new Compression(List.of(new Lz4Compressor()), 256);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_500, 65_536, 65_600, 131_072, 1_000_000, 16_000_000})
    void bytesOfAnyLengthComeBack(int length) {
        byte[] bytes = random(length);
        try (TestServer server = TestServer.start(TestServer::echo);
                TestClient client = TestClient.connect(server.port())) {
            assertThat((byte[]) client.answer("bytes", (Object) bytes).value()).isEqualTo(bytes);
        }
    }

    @Test
    void manyLargeMessagesAtOnceDoNotMix() {
        WireLimits limits = new WireLimits(4_096, 1_024, 16 << 20, 64 << 20, 1_024, 8_192, 0);
        try (TestServer server = TestServer.with().limits(limits).start(TestServer::echo);
                TestClient client = TestClient.connect(server.port())) {
            List<byte[]> sent = new ArrayList<>();
            List<CompletableFuture<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sent.add(random(i * 3_000));
                answers.add(client.call("bytes", (Object) sent.get(i)));
            }
            for (int i = 0; i < 50; i++) {
                assertThat((byte[]) get(answers.get(i)).value()).isEqualTo(sent.get(i));
            }
        }
    }

    @Test
    void smallCallsOvertakeLargeOnes() {
        try (TestServer server = TestServer.start(TestServer::echo);
                TestClient client = TestClient.connect(server.port())) {
            client.answer("say", "bound");
            List<CompletableFuture<Response>> large = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                large.add(client.call("bytes", (Object) new byte[15_000_000]));
            }
            List<CompletableFuture<Response>> small = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                small.add(client.call("say", "small"));
            }

            small.forEach(answer -> assertThat(get(answer).value()).isEqualTo("small"));

            assertThat(large).anyMatch(answer -> !answer.isDone());
            large.forEach(answer -> assertThat((byte[]) get(answer).value()).hasSize(15_000_000));
        }
    }

    @Test
    void whatThereIsNoRoomForIsRefusedAndSkipped() {
        WireLimits tight = WireLimits.defaults().withMaxMessage(1_000_000).withAssembly(1_000_000);
        try (TestServer server = TestServer.with().limits(tight).start(TestServer::echo);
                TestClient client = TestClient.connect(server.port())) {
            List<CompletableFuture<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(client.call("bytes", (Object) new byte[900_000]));
            }

            List<Failure> refused = answers.stream()
                    .map(answer -> get(answer))
                    .filter(answer -> !answer.isSuccess())
                    .map(Response::failure)
                    .toList();

            assertThat(refused).hasSizeBetween(1, 3);
            assertThat(refused).allSatisfy(failure -> {
                assertThat(failure.status()).isEqualTo(Status.OVERLOADED);
                assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
            });
            assertThat(client.answer("bytes", (Object) new byte[900_000]).isSuccess())
                    .as("the room was given back")
                    .isTrue();
        }
    }

    @Test
    void cancellingInTheMiddleOfSendingMeansThatTheCallDoesNotRun() throws IOException {
        try (ServerSocket socket = RawPeer.listen()) {
            CompletableFuture<RawPeer> accepted = CompletableFuture.supplyAsync(() -> RawPeer.server(socket));
            try (TestClient client = TestClient.connect(socket.getLocalPort());
                    RawPeer server = get(accepted)) {
                Request request = client.request("bytes", (Object) new byte[16_000_000]);
                CompletableFuture<Response> answer = client.call(request);
                int id = server.read(FrameType.REQUEST).callId(); // and no more: the rest does not fit in the socket

                request.scope().cancel(Status.CANCELLED);

                Failure failure = get(answer).failure();
                assertThat(failure.status()).isEqualTo(Status.CANCELLED);
                assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(server.read(FrameType.FRAG_ABORT).callId()).isEqualTo(id);
            }
        }
    }

    @Test
    void anAbortedMessageDoesNotRunAndItsConnectionServesTheNext() {
        Held held = new Held();
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.connect(server.port())) {
            for (int i = 0; i < 20; i++) {
                Request request = client.request("bytes", (Object) new byte[16_000_000]);
                CompletableFuture<Response> answer = client.call(request);
                request.scope().cancel(Status.CANCELLED);
                get(answer);
            }
            CompletableFuture<Response> after = client.call("say", "after");
            Events.until(
                    "it arrives",
                    () -> held.calls.stream()
                            .anyMatch(call -> call.request().method().name().equals("say")));
            held.calls.stream()
                    .filter(call -> call.request().method().name().equals("say"))
                    .forEach(Held.Call::answer);
            assertThat(get(after).value()).isEqualTo("after");
        }
    }

    @Test
    void framesWithChecksumsComeThrough() {
        byte[] bytes = random(1_000_000);
        try (TestServer server = TestServer.with().checksum(Checksum.ON).start(TestServer::echo);
                TestClient client = TestClient.connect(server.port())) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.answer("say", "text " + i).value()).isEqualTo("text " + i);
            }
            assertThat((byte[]) client.answer("bytes", (Object) bytes).value()).isEqualTo(bytes);
        }
    }

    @Test
    void compressedBodiesComeThrough() {
        byte[] zeros = new byte[3_000_000];
        byte[] noise = random(300_000);
        try (TestServer server = TestServer.with().compression(LZ4).start(TestServer::echo);
                TestClient client = TestClient.with().compression(LZ4).connect(server.port())) {
            assertThat((byte[]) client.answer("bytes", (Object) zeros).value()).isEqualTo(zeros);
            assertThat((byte[]) client.answer("bytes", (Object) noise).value()).isEqualTo(noise);
            assertThat(client.answer("say", "short").value()).isEqualTo("short");
        }
    }

    @Test
    void aSideThatCannotDecompressIsSentPlainBodies() {
        byte[] zeros = new byte[300_000];
        try (TestServer server = TestServer.start(TestServer::echo);
                TestClient client = TestClient.with().compression(LZ4).connect(server.port())) {
            assertThat((byte[]) client.answer("bytes", (Object) zeros).value()).isEqualTo(zeros);
        }
    }

    @Test
    void aSideThatOnlyReadsCompressedBodiesWritesPlainOnes() {
        byte[] zeros = new byte[300_000];
        try (TestServer server = TestServer.with()
                        .compression(Compression.readOnly(new Lz4Compressor()))
                        .start(TestServer::echo);
                TestClient client = TestClient.with().compression(LZ4).connect(server.port())) {
            assertThat((byte[]) client.answer("bytes", (Object) zeros).value()).isEqualTo(zeros);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
