package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {
    private static final int MANY_LOOKS = 20;

    private final FakeTicker clientTime = new FakeTicker();
    private final FakeTicker serverTime = new FakeTicker();
    private final Held held = new Held();

    @Test
    void aCallThatIsNotAnsweredEndsAtItsDeadlineAndTheServerHearsOfIt() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.with().ticker(clientTime).connect("localhost", server.port())) {
            CompletableFuture<Response> answer = client.call(within(client, Duration.ofMillis(200)));
            Held.Call call = held.call(0);

            clientTime.advance(Duration.ofMillis(199));
            assertThat(answer).isNotDone();
            clientTime.advance(Duration.ofMillis(1));

            Failure failure = get(answer).failure();
            assertThat(failure.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.message())
                    .isEqualTo("Echo.say on localhost:" + server.port() + " after 200 ms. Outcome unknown.");
            Events.until("the handler hears of it", () -> call.request().scope().cancelled());
            assertThat(call.request().scope().reason()).isEqualTo(Status.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void aServerCancelsItsHandlersAtTheirDeadlineAlsoWhenTheClientSaysNothing() {
        try (TestServer server = TestServer.with().ticker(serverTime).start(held);
                TestClient client = TestClient.with().ticker(clientTime).connect(server.port())) {
            client.call(within(client, Duration.ofMillis(200)));
            Held.Call call = held.call(0);
            assertThat(call.request().deadline().remaining()).isEqualTo(Duration.ofMillis(200));

            serverTime.advance(Duration.ofMillis(200));

            Events.until("the handler hears of it", () -> call.request().scope().cancelled());
            assertThat(call.request().scope().reason()).isEqualTo(Status.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void whatIsOverBeforeItIsSentIsNotSent() throws IOException {
        try (ServerSocket socket = RawPeer.listen()) {
            CompletableFuture<RawPeer> accepted = CompletableFuture.supplyAsync(() -> RawPeer.server(socket));
            try (TestClient client = TestClient.with().ticker(clientTime).connect(socket.getLocalPort());
                    RawPeer server = get(accepted)) { // which reads nothing
                CompletableFuture<Response> stuck = client.call("bytes", (Object) new byte[16_000_000]);
                untilFull(server.socket);
                CompletableFuture<Response> behind = client.call(
                        client.request(Duration.ofMillis(100), Metadata.empty(), "bytes", (Object) new byte[100_000]));
                Events.until("both are there", () -> client.connection.inFlight() == 2);

                clientTime.advance(Duration.ofMillis(100));

                Failure failure = get(behind).failure();
                assertThat(failure.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
                assertThat(failure.outcome().notExecuted()).isTrue();
                assertThat(stuck).isNotDone();
                assertThat(server.socket.isClosed()).isFalse();
            }
        }
    }

    /** Until nothing more comes: before that, what is behind a long message is sent between its fragments. */
    private static void untilFull(Socket socket) {
        int[] looks = {0, 0}; // bytes that were there, and how often they were as many
        Events.until("the socket is full", () -> {
            int bytes = available(socket);
            looks[1] = bytes > 0 && bytes == looks[0] ? looks[1] + 1 : 0;
            looks[0] = bytes;
            return looks[1] == MANY_LOOKS;
        });
    }

    private static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anExpiredCallIsRefusedWithoutAWordToTheServer() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.with().ticker(clientTime).connect(server.port())) {
            Request request = within(client, Duration.ofMillis(1));
            clientTime.advance(Duration.ofMillis(1));

            Failure failure = get(client.call(request)).failure();

            assertThat(failure.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(held.calls).isEmpty();
        }
    }

    @Test
    void aRequestThatWasOnTheWayForTooLongDoesNotRun() {
        try (TestServer server = TestServer.with().ticker(serverTime).start(held);
                RawPeer client = RawPeer.client(server.port())) {
            client.frame((writer, out) -> writer.clock(out, 1_000));
            long digest = BindKey.of(TestClient.codec(Echo.class)).serviceDigest();
            client.frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(0, "Echo", "1", digest, 3)));
            client.read(FrameType.BIND_ACK);
            serverTime.advance(Duration.ofSeconds(2)); // in which the client's clock moved by 100 ms
            client.frame((writer, out) -> {
                writer.clock(out, 101_000);
                MessageHead head =
                        new MessageHead().start(FrameType.REQUEST, 1, 9).deadline(1_000);
                writer.message(out, head, new byte[0], 0, 0);
            });

            FrameHeader answer = client.read();

            assertThat(answer.type()).isEqualTo(FrameType.ERROR);
            assertThat(answer.aux()).isEqualTo(Status.DEADLINE_EXCEEDED.code());
            assertThat(ErrorFrame.decode(answer.aux(), answer.body()).outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(held.calls).isEmpty();
        }
    }

    @Test
    void manyDeadlinesOfDifferentLengthAreKept() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.with().ticker(clientTime).connect(server.port())) {
            CompletableFuture<Response> late = client.call(within(client, Duration.ofMillis(400)));
            CompletableFuture<Response> early = client.call(within(client, Duration.ofMillis(100)));
            CompletableFuture<Response> middle = client.call(within(client, Duration.ofMillis(200)));
            held.call(2);

            clientTime.advance(Duration.ofMillis(150));
            assertThat(get(early).failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
            assertThat(middle).isNotDone();
            clientTime.advance(Duration.ofMillis(100));
            assertThat(get(middle).failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
            assertThat(late).isNotDone();
            clientTime.advance(Duration.ofMillis(150));
            assertThat(get(late).failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        }
    }

    private static Request within(TestClient client, Duration time) {
        return client.request(time, Metadata.empty(), "say", "x");
    }
}
