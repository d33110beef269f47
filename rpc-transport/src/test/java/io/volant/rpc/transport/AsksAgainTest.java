package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says to the server of a call whose connection broke, byte by byte. */
@Timeout(60)
class AsksAgainTest {
    private static final Instance SERVER = new Instance(1, 2, 3);
    private static final Epoch FIRST = new Epoch(11, 12);
    private static final Epoch SECOND = new Epoch(21, 22);
    private static final byte[] HI = {3, 'h', 'i'};

    private final ServerSocket listening = RawPeer.listen();
    private final CompletableFuture<RpcClient> connecting =
            CompletableFuture.supplyAsync(() -> RpcClient.connect("127.0.0.1:" + listening.getLocalPort()));
    private RawPeer server = accept(SERVER, FIRST);
    private final RpcClient client = Events.get(connecting);
    private final CompletableFuture<String> call =
            CompletableFuture.supplyAsync(() -> client.stub(Echo.class).say("x"));
    private final ExecutionExtension said = new ExecutionExtension();

    private RawPeer accept(Instance instance, Epoch epoch) {
        RawPeer peer = RawPeer.accept(listening);
        peer.readHello();
        Introduction own = Introduction.of(PeerLimits.DEFAULT, TestClient.SERIALIZER.name())
                .withInstance(instance)
                .withEpoch(epoch);
        peer.send(out -> HandshakeCodec.write(out, new ServerHello(1, Features.ONE_EXECUTION, own)));
        return peer;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listening.close();
    }

    private FrameHeader request() {
        FrameHeader bind = server.read(FrameType.BIND);
        server.frame((writer, out) -> writer.bindAck(out, bind.aux(), BindAck.allUsable()));
        FrameHeader request = server.read(FrameType.REQUEST);
        said.read(request);
        return request;
    }

    private void answer(FrameHeader request) {
        MessageHead head = new MessageHead().start(FrameType.RESPONSE, 0, request.callId());
        server.frame((writer, out) -> writer.message(out, head, HI, 0, HI.length));
    }

    private void breakOff() throws IOException {
        server.socket.setSoLinger(true, 0);
        server.close();
    }

    private Outcome outcome() {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(() -> Events.get(call)).satisfies(error -> thrown[0] = error.getCause());
        return ((RpcException) thrown[0]).outcome();
    }

    @Test
    void theSameServerIsAskedByTheNumberAndTheEpochOfTheFirstAttempt() throws IOException {
        request();
        assertThat(said.present()).isTrue();
        assertThat(said.epoch()).isNull();
        long sequence = said.sequence();
        breakOff();

        server = accept(SERVER, SECOND);
        FrameHeader second = request();
        assertThat(said.epoch()).isEqualTo(FIRST);
        assertThat(said.sequence()).isEqualTo(sequence);
        breakOff();

        server = accept(SERVER, new Epoch(31, 32));
        FrameHeader third = request();
        assertThat(said.epoch()).as("of the first of three").isEqualTo(FIRST);
        assertThat(said.sequence()).isEqualTo(sequence);
        assertThat(second.type()).isEqualTo(FrameType.REQUEST);
        answer(third);

        assertThat(Events.get(call)).isEqualTo("hi");
    }

    @Test
    void aServerThatWasStartedAnewIsNotAsked() throws IOException {
        request();
        breakOff();

        server = accept(new Instance(1, 2, 4), SECOND);

        assertThat(outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(server.silentFor(Duration.ofMillis(100))).isTrue();
    }

    @Test
    void answersAreAcknowledgedByTheirNumber() {
        FrameHeader first = request();
        assertThat(said.acknowledged()).isZero();
        answer(first);
        assertThat(Events.get(call)).isEqualTo("hi");

        CompletableFuture<String> next =
                CompletableFuture.supplyAsync(() -> client.stub(Echo.class).say("y"));
        FrameHeader second = server.read(FrameType.REQUEST);
        said.read(second);
        answer(second);

        assertThat(Events.get(next)).isEqualTo("hi");
        assertThat(said.acknowledged()).isEqualTo(1);
        assertThat(said.sequence()).isEqualTo(2);
    }

    @Test
    void aClientThatClosesSaysThatItWillNotAsk() {
        answer(request());
        Events.get(call);

        client.close();

        FrameHeader last = server.read(FrameType.GOAWAY);
        assertThat(last.aux()).isEqualTo(GoAwayFrame.DONE);
    }

    @Test
    void whatTheServerRefusesTheSecondTimeMayHaveBeenExecuted() throws IOException {
        request();
        breakOff();
        server = accept(SERVER, SECOND);
        int id = request().callId();

        server.frame((writer, out) -> {
            var refusal = Reply.refusal(id, Failure.of(Status.OVERLOADED, Outcome.REJECTED, "no room"));
            MessageHead head = new MessageHead();
            refusal.begin(head, 0);
            var body = refusal.body();
            writer.message(out, head, body.array(), body.offset(), body.length());
        });

        assertThat(outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
