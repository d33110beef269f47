package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client against a server that answers wrongly: the right call fails, or the connection ends, and nobody waits. */
class HostileRepliesTest {
    private static final long PROMPT_MILLIS = 5_000;

    private ServerSocket listening;
    private HandmadeServer server;

    @BeforeEach
    void connect() throws IOException {
        listening = WirePeer.listen();
        server = new HandmadeServer(listening);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        listening.close();
    }

    /** What is sent in answer to the call with this id. */
    private interface Answer extends IntFunction<byte[]> {}

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("a slot that was never used", "P-ID-2", id -> WireBytes.response(id + 500, "x")),
                fault("a generation to come", "P-ID-2", id -> WireBytes.response(id + (1 << 14), "x")),
                fault("an id of the other side", "P-ID-2", id -> WireBytes.response(id | (1 << 31), "x")),
                fault("FRAG of an id never issued", "P-ID-2", id -> frame("18 00 0001 00000777 61")),
                fault("id 0", "P-FRM-5", id -> WireBytes.response(0, "x")),
                fault("ERROR with status 0", "P-FRM-7", id -> WireBytes.frame(WireBytes.ERROR, 0, id)),
                fault("RESPONSE with aux 2", "P-FRM-7", id -> WireBytes.frame(WireBytes.RESPONSE, 2, id)),
                fault(
                        "a body where none is announced",
                        "P-FRM-9",
                        id -> WireBytes.frame(WireBytes.RESPONSE, 0, 1, id, new byte[1])),
                fault(
                        "server timing that was not agreed",
                        "P-FRM-10",
                        id -> WireBytes.frame(WireBytes.RESPONSE, 0x04, 0, id, new byte[] {1, 1, 2, 'x'})),
                fault("REQUEST", "P-FRM-12", id -> WireBytes.request(id, "x")),
                fault("BIND", "P-FRM-12", id -> WireBytes.bindWords(1)),
                fault("CLOCK", "P-FRM-12", id -> frame("a0 00 0000 00000000 0000000000000001")),
                fault("STREAM_ITEM", "P-FRM-2", id -> WireBytes.frame(0x15, 0, id)),
                fault("BIND_ACK that nobody asked for", "P-BND-3", id -> frame("04 00 0777 00000000 00")),
                fault(
                        "garbage",
                        "P-FRM-1",
                        id -> new WireBytes().hex("de ad be ef de ad be ef").toArray()),
                fault(
                        "a frame above the limit",
                        "P-FRM-1",
                        id -> new WireBytes().u32(262_145).toArray()),
                fault("a frame of nothing", "P-FRM-1", id -> new byte[4]),
                fault(
                        "parts out of order",
                        "P-FRG-2",
                        id -> new WireBytes()
                                .bytes(first(id, 100))
                                .bytes(WireBytes.frame(WireBytes.FRAG, 0x80, 2, id, new byte[9]))
                                .toArray()),
                fault(
                        "pings without end",
                        "P-PNG-1",
                        id -> new WireBytes()
                                .hex("00000010 20 00 0000 00000000 0000000000000001".repeat(200))
                                .toArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void endsTheConnection(String what, String rule, Answer answer) throws IOException {
        CompletableFuture<String> call = server.call("a");
        int id = server.peer.readRequests(1).get(0).callId();

        server.peer.send(answer.apply(id));

        RpcException failure = failure(call);
        assertThat(failure.status()).as(failure.getMessage()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining(rule);
        List<WireFrame> frames = server.peer.readToEnd();
        WireFrame goAway = frames.get(frames.size() - 1);
        assertThat(goAway.type()).isEqualTo(WireBytes.GOAWAY);
        assertThat(goAway.text()).contains(rule + ": ");
    }

    static Stream<Arguments> brokenReplies() {
        return Stream.of(
                broken("a result of another type", Status.INTERNAL, Outcome.EXECUTED, response("80 80 80")),
                broken("a result with a byte behind it", Status.INTERNAL, Outcome.EXECUTED, response("02 61 00")),
                broken("a result of 2 GiB", Status.INTERNAL, Outcome.EXECUTED, response("ff ff ff ff 07 61")),
                broken("no bytes, though they do not stand for null", Status.INTERNAL, Outcome.EXECUTED, response("")),
                broken(
                        "compression that was not agreed",
                        Status.INTERNAL,
                        Outcome.EXECUTED,
                        id -> WireBytes.frame(WireBytes.RESPONSE, 0x10, 0, id, new byte[] {1, 5, 2, 'a'})),
                broken(
                        "metadata with a reserved key",
                        Status.INTERNAL,
                        Outcome.EXECUTED,
                        id -> WireBytes.frame(
                                WireBytes.RESPONSE,
                                0x20,
                                0,
                                id,
                                new WireBytes()
                                        .varint(12)
                                        .u8(0)
                                        .string("volant-x")
                                        .string("v")
                                        .hex("02 61")
                                        .toArray())),
                broken("a message of 256 MiB", Status.RESOURCE_EXHAUSTED, Outcome.EXECUTED, id -> first(id, 256 << 20)),
                broken(
                        "a message broken off",
                        Status.INTERNAL,
                        Outcome.EXECUTED,
                        id -> new WireBytes()
                                .bytes(first(id, 100))
                                .bytes(WireBytes.frame(WireBytes.FRAG_ABORT, 1, id))
                                .toArray()),
                broken("an unknown status, executed", Status.INTERNAL, Outcome.EXECUTED, error(999, "02 00 00 00 00")),
                broken(
                        "an unknown status, not executed",
                        Status.UNAVAILABLE,
                        Outcome.REJECTED,
                        error(999, "01 00 00 00 00")),
                broken("an ERROR without a body", Status.OVERLOADED, Outcome.UNKNOWN, error(3, "")),
                broken("an ERROR cut off behind its flags", Status.OVERLOADED, Outcome.REJECTED, error(3, "01")),
                broken(
                        "a declared exception where none is declared",
                        Status.INTERNAL,
                        Outcome.EXECUTED,
                        error(11, "12 00 00 00 00 00 02 61")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenReplies")
    void costsTheCallThatItNames(String what, Status status, Outcome outcome, Answer answer) throws IOException {
        List<CompletableFuture<String>> calls = server.call("a", "b");
        List<WireFrame> requests = server.peer.readRequests(2);

        server.peer.send(
                answer.apply(requests.get(0).callId()),
                WireBytes.response(requests.get(1).callId(), "B"));

        RpcException failure = failure(calls.get(0));
        assertThat(failure.status()).as(failure.getMessage()).isEqualTo(status);
        assertThat(failure.outcome()).as(failure.getMessage()).isEqualTo(outcome);
        assertThat(Events.get(calls.get(1))).isEqualTo("B");
    }

    @Test
    void answersMayComeInAnyOrder() throws IOException {
        List<CompletableFuture<String>> calls = server.call("a", "b", "c");
        List<WireFrame> requests = server.peer.readRequests(3);

        server.peer.send(
                WireBytes.response(requests.get(2).callId(), "C"),
                WireBytes.response(requests.get(0).callId(), "A"),
                WireBytes.response(requests.get(1).callId(), "B"));

        assertThat(calls).extracting(Events::get).containsExactly("A", "B", "C");
    }

    @Test
    void anErrorMayNameAnyClassAndNoneIsLoaded() throws IOException {
        CompletableFuture<String> call = server.call("a");
        int id = server.peer.readRequests(1).get(0).callId();
        byte[] error = new WireBytes()
                .u8(2)
                .varint(0)
                .string("javax.naming.spi.Evil")
                .string("boo")
                .string("")
                .toArray();

        server.peer.send(WireBytes.frame(WireBytes.ERROR, 0, Status.INTERNAL.code(), id, error));

        RpcException failure = failure(call);
        assertThat(failure.status()).isEqualTo(Status.INTERNAL);
        assertThat(failure.failure().typeName()).isEqualTo("javax.naming.spi.Evil");
        assertThat(failure).hasNoCause();
    }

    @Test
    void aSecondReplyToTheSameCallAndOneToACallThatGaveUpAreSkipped() throws IOException {
        CompletableFuture<String> first = server.call("a");
        int id = server.peer.readRequests(1).get(0).callId();
        CompletableFuture<String> impatient = server.client
                .with(CallOptions.defaults().withTimeout(Duration.ofMillis(50)))
                .stub(Words.class)
                .echo("b");
        int late = server.peer.readRequests(1).get(0).callId();
        WireFrame cancel = server.peer.read(WireBytes.CANCEL);

        RpcException expired = failure(impatient);
        server.peer.send(
                WireBytes.response(id, "A"),
                WireBytes.response(id, "another A"),
                WireBytes.response(late, "B"),
                first(late, 100),
                WireBytes.frame(WireBytes.FRAG, 0, 1, late, new byte[98]));
        CompletableFuture<String> third = server.call("c");
        server.peer.send(WireBytes.response(server.peer.readRequests(1).get(0).callId(), "C"));

        assertThat(cancel.callId()).isEqualTo(late);
        assertThat(cancel.aux()).as("deadline").isEqualTo(2);
        assertThat(expired.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(expired.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Events.get(first)).isEqualTo("A");
        assertThat(Events.get(third)).isEqualTo("C");
    }

    private static Arguments fault(String what, String rule, Answer answer) {
        return arguments(what, rule, answer);
    }

    private static Arguments broken(String what, Status status, Outcome outcome, Answer answer) {
        return arguments(what, status, outcome, answer);
    }

    private static Answer response(String body) {
        return id -> WireBytes.frame(
                WireBytes.RESPONSE, 0, 0, id, new WireBytes().hex(body).toArray());
    }

    private static Answer error(int status, String body) {
        return id -> WireBytes.frame(
                WireBytes.ERROR, 0, status, id, new WireBytes().hex(body).toArray());
    }

    /** The first frame of a response with a body of this length. */
    private static byte[] first(int id, int total) {
        byte[] rest = new WireBytes().varint(total).u8(2).u8('x').toArray();
        return WireBytes.frame(WireBytes.RESPONSE, WireBytes.MORE, 0, id, rest);
    }

    private static byte[] frame(String hex) {
        byte[] bytes = new WireBytes().hex(hex).toArray();
        return new WireBytes().u32(bytes.length).bytes(bytes).toArray();
    }

    private static RpcException failure(CompletableFuture<String> call) {
        try {
            throw new AssertionError("a value: " + Events.get(call.orTimeout(PROMPT_MILLIS, TimeUnit.MILLISECONDS)));
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(RpcException.class);
            return (RpcException) e.getCause();
        }
    }
}
