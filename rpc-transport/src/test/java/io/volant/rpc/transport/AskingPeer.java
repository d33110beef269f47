package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Failure;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client's connection that agreed on one execution. */
final class AskingPeer {
    static final int SAY = 1;
    static final byte[] X = {2, 'x'};

    final RawPeer peer;
    final Epoch epoch;

    AskingPeer(int port) {
        peer = RawPeer.connect(port);
        peer.hello(ClientHello.of(
                Features.ONE_EXECUTION,
                Features.ONE_EXECUTION,
                Introduction.of(PeerLimits.DEFAULT, TestClient.SERIALIZER.name())));
        epoch = ((ServerHello) peer.readAnswer()).introduction().epoch();
        HostileClients.bind(peer);
    }

    static MessageHead head(int id, long sequence, long acknowledged, @Nullable Epoch epoch) {
        return new MessageHead()
                .start(FrameType.REQUEST, SAY, id)
                .deadline(20_000)
                .execution(sequence, acknowledged, epoch);
    }

    void call(int id, long sequence, long acknowledged) {
        peer.frame((writer, out) -> writer.message(out, head(id, sequence, acknowledged, null), X, 0, X.length));
    }

    void ask(int id, long sequence, AskingPeer first) {
        peer.frame((writer, out) -> writer.message(out, head(id, sequence, 0, first.epoch), X, 0, X.length));
    }

    String result() {
        FrameHeader frame = peer.read(FrameType.RESPONSE);
        ByteBuf body = frame.buffer().slice(frame.bodyStart() + 1, frame.bodyLength() - 1);
        return body.toString(StandardCharsets.UTF_8);
    }

    Failure failure() {
        FrameHeader frame = peer.read(FrameType.ERROR);
        return ErrorFrame.decode(frame.aux(), Unpooled.copiedBuffer(frame.body()));
    }
}
