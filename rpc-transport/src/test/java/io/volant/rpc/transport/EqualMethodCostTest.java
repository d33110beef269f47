package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Events;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A method that both sides have in one form costs the same whether or not others differ: one request, one reply. */
@Timeout(60)
class EqualMethodCostTest {
    private static final int CALLS = 200;
    private static final int ECHO = 0; // the indices of the methods
    private static final int LATER = 1;

    @RpcService
    interface Pair {
        @RpcMethod(timeout = "30s")
        CompletableFuture<String> echo(String word);

        long later(long id);
    }

    @Test
    void aCallBesideADifferingMethodIsTheSameFramesAsAmongEqualOnes() throws Exception {
        List<String> amongEqual = framesOfCalls(List.of(BindAck.allUsable()));
        BitSet echo = new BitSet();
        echo.set(ECHO);
        BindAck.Unusable later =
                new BindAck.Unusable(LATER, BindAck.Reason.SCHEMA, "volant-kryo/1\nmethod later(long)string unary\n");
        List<String> besideDiffering =
                framesOfCalls(List.of(BindAck.sendFull(), BindAck.partial(echo, List.of(later))));

        assertThat(amongEqual).hasSize(CALLS + 1);
        assertThat(amongEqual.subList(1, CALLS + 1))
                .allMatch(frame -> frame.startsWith("type " + WireBytes.REQUEST + ","));
        assertThat(besideDiffering).isEqualTo(amongEqual);
    }

    /** Answers each BIND with the next of these, and each call but the first; returns what the calls looked like. */
    private static List<String> framesOfCalls(List<BindAck> answers) throws Exception {
        List<String> frames = new ArrayList<>();
        try (ServerSocket listening = WirePeer.listen();
                HandmadeServer server = new HandmadeServer(listening)) {
            WirePeer peer = server.peer;
            Pair stub = server.client.stub(Pair.class);
            stub.echo("binds, and is not answered");
            for (BindAck answer : answers) {
                WireFrame bind = peer.read(WireBytes.BIND);
                if (frames.isEmpty()) {
                    peer.read(WireBytes.REQUEST);
                    frames.add("bound");
                }
                peer.send(WireBytes.frame(WireBytes.BIND_ACK, 0, bind.aux(), 0, bytes(answer)));
            }
            for (int i = 0; i < CALLS; i++) {
                CompletableFuture<String> call = stub.echo("word");
                WireFrame frame = peer.read();
                while (frame.type() == FrameType.CLOCK.code() || frame.type() == WireBytes.PING) { // come with time
                    frame = peer.read();
                }
                frames.add("type " + frame.type() + ", flags " + frame.flags() + ", " + frame.rest().length + " bytes");
                peer.send(WireBytes.response(frame.callId(), "word"));
                assertThat(Events.get(call)).isEqualTo("word");
            }
        }
        return frames;
    }

    private static byte[] bytes(BindAck ack) {
        ByteBuf out = Unpooled.buffer();
        ack.write(out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }
}
