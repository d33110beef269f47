package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Connection;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Response;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a server does, every call ends, and says what is known about it. */
@Timeout(60)
class HostileServerTest {
    private final FakeTicker time = new FakeTicker();
    private ServerSocket socket;
    private RawPeer server;
    private TestClient client;
    private boolean bound;

    @BeforeEach
    void connect() throws IOException {
        socket = RawPeer.listen();
        CompletableFuture<RawPeer> accepted = CompletableFuture.supplyAsync(() -> RawPeer.server(socket));
        client = TestClient.with().ticker(time).connect("localhost", socket.getLocalPort());
        server = get(accepted);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        socket.close();
    }

    @Test
    void theConnectionBreaks() {
        CompletableFuture<Response> answer = client.call("say", "x");
        readCall();

        server.close();

        Failure failure = get(answer).failure();
        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.message())
                .startsWith("Echo.say: the connection to localhost:" + socket.getLocalPort() + " ")
                .endsWith(". Outcome unknown.");
    }

    @Test
    void answersComeInAnyOrder() {
        CompletableFuture<Response> first = client.call("say", "first");
        int firstId = readCall();
        CompletableFuture<Response> second = client.call("say", "second");
        int secondId = server.read(FrameType.REQUEST).callId();

        respond(secondId, "to second");
        respond(firstId, "to first");

        assertThat(get(first).value()).isEqualTo("to first");
        assertThat(get(second).value()).isEqualTo("to second");
    }

    @Test
    void anAnswerToAnIdNeverIssuedEndsTheConnection() {
        CompletableFuture<Response> answer = client.call("say", "x");
        readCall();

        respond(4_711, "y");

        Failure failure = get(answer).failure();
        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.message()).contains(" broke the protocol: P-ID-2: ");
        GoAwayFrame goAway = server.readToEnd();
        assertThat(goAway).isNotNull();
        assertThat(goAway.text()).startsWith("P-ID-2: ");
        assertThat(goAway.received()).isZero();
    }

    @Test
    void answersAfterTheDeadlineAreSkippedAndTheConnectionLives() {
        CompletableFuture<Response> late =
                client.call(client.request(Duration.ofMillis(100), Metadata.empty(), "say", "x"));
        int id = readCall();
        time.advance(Duration.ofMillis(100));
        assertThat(get(late).failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(server.read(FrameType.CANCEL).aux()).isEqualTo(Status.DEADLINE_EXCEEDED.code());

        respond(id, "too late");
        respond(id, "twice");

        CompletableFuture<Response> next = client.call("say", "y");
        respond(server.read(FrameType.REQUEST).callId(), "in time");
        assertThat(get(next).value()).isEqualTo("in time");
    }

    @Test
    void anUnknownStatusIsTreatedByItsFlags() {
        CompletableFuture<Response> answer = client.call("say", "x");
        int id = readCall();
        Payload body = ErrorFrame.encode(Failure.of(Status.OVERLOADED, Outcome.REJECTED, "no"));

        message(new MessageHead().start(FrameType.ERROR, 999, id), body);

        Failure failure = get(answer).failure();
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void repliesThatCannotBeReadEndTheirCall() {
        assertThat(failureOf((id, peer) -> message(
                        new MessageHead().start(FrameType.RESPONSE, 0, id).metadata(new byte[] {9}), Payload.empty())))
                .isEqualTo(Status.INTERNAL);
        assertThat(failureOf((id, peer) -> message(
                        new MessageHead().start(FrameType.RESPONSE, 0, id).compressed(3, 100),
                        Payload.of(new byte[3]))))
                .isEqualTo(Status.INTERNAL);
        assertThat(failureOf((id, peer) -> peer.frame((writer, out) -> writer.first(
                        out, new MessageHead().start(FrameType.RESPONSE, 0, id), 200 << 20, new byte[9], 0, 9))))
                .isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(failureOf((id, peer) -> {
                    peer.frame((writer, out) -> writer.first(
                            out, new MessageHead().start(FrameType.RESPONSE, 0, id), 100, new byte[9], 0, 9));
                    peer.frame((writer, out) -> writer.fragmentAbort(out, id, 1));
                }))
                .isEqualTo(Status.INTERNAL);
    }

    @Test
    void aBindAckThatNobodyAskedForEndsTheConnection() {
        server.frame((writer, out) -> writer.bindAck(out, 77, BindAck.allUsable()));

        assertThat(server.readToEnd().text()).startsWith("P-BND-3: ");
        Events.until("it is closed", () -> client.connection.state() == Connection.State.CLOSED);
    }

    @Test
    void goAwayTellsWhichCallsWillNotRun() {
        CompletableFuture<Response> accepted = client.call("say", "1");
        int acceptedId = readCall();
        CompletableFuture<Response> dropped = client.call("say", "2");
        server.read(FrameType.REQUEST);

        server.frame((writer, out) ->
                writer.goAway(out, new GoAwayFrame(GoAwayFrame.SHUTDOWN, 1, true, 30_000, "shutting down")));

        Failure failure = get(dropped).failure();
        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure.message())
                .isEqualTo("Echo.say: localhost:" + socket.getLocalPort() + " is shutting down. Not executed.");
        assertThat(client.connection.state()).isEqualTo(Connection.State.DRAINING);
        respond(acceptedId, "done");
        assertThat(get(accepted).value()).isEqualTo("done");
        assertThat(server.endsWithin(Duration.ofSeconds(10)))
                .as("the client closes first")
                .isTrue();
    }

    @Test
    void aSilentServerIsAskedAndThenGivenUp() {
        CompletableFuture<Response> answer = client.call("say", "x");
        readCall();
        Events.until("the client asks", () -> {
            time.advance(Duration.ofMillis(300));
            LockSupport.parkNanos(20_000_000);
            try {
                return server.socket.getInputStream().available() > 0;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(server.read().type()).isEqualTo(FrameType.PING);

        Events.until("the client gives up", () -> {
            time.advance(Duration.ofMillis(300));
            LockSupport.parkNanos(20_000_000);
            return answer.isDone();
        });
        Failure failure = get(answer).failure();
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.message())
                .isEqualTo("Echo.say: localhost:" + socket.getLocalPort()
                        + " gave no sign of life for 5 s. Outcome unknown.");
    }

    @Test
    void pingsAreAnswered() {
        server.frame((writer, out) -> writer.ping(out, 0xCAFE));

        assertThat(Pong.read(server.read()).opaque()).isEqualTo(0xCAFE);
    }

    @Test
    void aDamagedHelloFailsTheConnect() throws IOException {
        try (ServerSocket other = RawPeer.listen()) {
            CompletableFuture<Void> damaged = CompletableFuture.runAsync(() -> {
                try (RawPeer peer = RawPeer.accept(other)) {
                    peer.readHello();
                    peer.hex("f7525043 0012 01 00 00000000 00000000 0902 0001 00000000"); // the checksum is wrong
                    peer.readToEnd();
                }
            });

            Throwable thrown = catchThrowable(() -> TestClient.with().connect("localhost", other.getLocalPort()));

            assertThat(thrown.getCause()).isInstanceOf(RpcException.class).hasMessageContaining("P-HS-3: ");
            get(damaged);
        }
    }

    /** The id of the first call: answers the BIND in front of it. */
    private int readCall() {
        FrameHeader bind = server.read(FrameType.BIND);
        int number = bind.aux();
        server.frame((writer, out) -> writer.bindAck(out, number, BindAck.allUsable()));
        return server.read(FrameType.REQUEST).callId();
    }

    private Status failureOf(BiConsumer<Integer, RawPeer> reply) {
        CompletableFuture<Response> answer = client.call("say", "x");
        int id = bound ? server.read(FrameType.REQUEST).callId() : readCall();
        bound = true;

        reply.accept(id, server);

        Failure failure = get(answer).failure();
        assertThat(failure.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(client.connection.state()).isEqualTo(Connection.State.READY);
        return failure.status();
    }

    private void respond(int id, String value) {
        Payload body = TestClient.codec(Echo.class).method(1).encodeResult(value);
        message(new MessageHead().start(FrameType.RESPONSE, 0, id), body);
    }

    private void message(MessageHead head, Payload body) {
        server.send((ByteBuf out) ->
                new FrameWriter(FrameChecksum.none()).message(out, head, body.array(), body.offset(), body.length()));
    }
}
