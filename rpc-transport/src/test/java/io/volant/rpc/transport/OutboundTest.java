package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.volant.rpc.Payload;
import io.volant.rpc.Ticker;
import io.volant.rpc.WireMeter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final int FRAGMENT = 64 << 10;
    private static final Agreement AGREEMENT = new Agreement(
            1, 0, List.of(), 10_000, Epoch.NONE, PeerLimits.DEFAULT, Introduction.of(PeerLimits.DEFAULT, "test/1"));

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Runnable> wanted = new ArrayList<>();
    private final Outbound outbound = new Outbound(
            channel, Ticker.system(), AGREEMENT, null, WireMeter.client(Ticker.system()), () -> wanted.add(this::turn));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void everythingSmallGoesInOneBuffer() {
        outbound.add(new Sent(1, 10));
        outbound.add(new Sent(2, 10));
        outbound.control((writer, out) -> writer.ping(out, 7));

        assertThat(turn()).containsExactly("PING 0", "RESPONSE 1", "RESPONSE 2");
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void aTurnEndsAfter256MessagesOr64KiB() {
        for (int id = 1; id <= 300; id++) {
            outbound.add(new Sent(id, 10));
        }
        assertThat(turn()).hasSize(256);
        assertThat(wanted).hasSize(1);
        assertThat(turn()).hasSize(44);

        for (int id = 1; id <= 10; id++) {
            outbound.add(new Sent(id, 20_000));
        }
        assertThat(turn()).hasSize(4);
        assertThat(turn()).hasSize(4);
        assertThat(turn()).hasSize(2);
    }

    @Test
    void eachTurnHasOneFragmentBehindTheSmallMessages() {
        outbound.add(new Sent(1, 3 * FRAGMENT));
        outbound.add(new Sent(2, 10));
        assertThat(turn()).containsExactly("RESPONSE 2", "RESPONSE 1 more");

        outbound.add(new Sent(3, 10));
        assertThat(turn()).containsExactly("RESPONSE 3", "FRAG 1 more");
        assertThat(turn()).containsExactly("FRAG 1");
        assertThat(turn()).isEmpty();
    }

    @Test
    void largeMessagesTakeTurns() {
        outbound.add(new Sent(1, 3 * FRAGMENT));
        outbound.add(new Sent(2, 2 * FRAGMENT));

        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.addAll(turn());
        }
        assertThat(sent).containsExactly("RESPONSE 1 more", "RESPONSE 2 more", "FRAG 1 more", "FRAG 2", "FRAG 1");
    }

    @Test
    void anAbortedMessageSendsNoMore() {
        Sent message = new Sent(1, 3 * FRAGMENT);
        outbound.add(message);
        turn();

        outbound.abort(message, 1, 2);

        assertThat(turn()).containsExactly("FRAG_ABORT 1");
        assertThat(outbound.isEmpty()).isTrue();
        assertThat(outbound.queuedBytes()).isZero();
    }

    @Test
    void messagesWaitWhileTheChannelIsNotWritableAndControlFramesDoNot() {
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1, 2));
        channel.write(channel.alloc().buffer().writeZero(100));
        assertThat(channel.isWritable()).isFalse();
        outbound.add(new Sent(1, 10));
        outbound.control((writer, out) -> writer.ping(out, 7));

        outbound.turn();
        channel.flush();
        channel.<ByteBuf>readOutbound().release();

        assertThat(frames(channel.readOutbound())).containsExactly("PING 0");
        assertThat(turn()).containsExactly("RESPONSE 1");
    }

    @Test
    void whatWasGivenUpIsNotWritten() {
        Sent given = new Sent(1, 10);
        outbound.add(given);
        outbound.add(new Sent(2, 10));
        given.over = true;

        assertThat(turn()).containsExactly("RESPONSE 2");
    }

    @Test
    void whatWasGivenUpDoesNotPileUp() {
        for (int id = 1; id <= 2_000; id++) {
            Sent message = new Sent(id, 100);
            outbound.add(message);
            message.over = true;
            outbound.onGivenUp(message);
        }

        assertThat(outbound.queuedBytes()).isLessThan(100 * 1_024);
    }

    @Test
    void aMessageIsToldWhenItIsInTheSocket() {
        Sent message = new Sent(1, 3 * FRAGMENT);
        outbound.add(message);

        turn();
        turn();
        assertThat(message.flushed).isFalse();
        turn();
        assertThat(message.flushed).isTrue();
    }

    /** One turn, and the frames that it wrote. */
    private List<String> turn() {
        wanted.clear();
        outbound.turn();
        List<String> frames = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            frames.addAll(frames(out));
        }
        return frames;
    }

    private static List<String> frames(ByteBuf out) {
        List<String> frames = new ArrayList<>();
        FrameReader reader = new FrameReader(0);
        try (FrameSplitter splitter =
                new FrameSplitter(NettyLoops.ALLOCATOR, 1 << 20, FrameChecksum.none(), (buffer, start, end) -> {
                    FrameHeader frame = reader.read(buffer, start, end);
                    frames.add(frame.type() + " " + frame.callId() + (frame.moreFollows() ? " more" : ""));
                })) {
            splitter.split(out);
        }
        return frames;
    }

    private static final class Sent implements OutMessage {
        private final int id;
        private final Payload body;
        private boolean over;
        private boolean flushed;

        Sent(int id, int length) {
            this.id = id;
            this.body = Payload.of(new byte[length]);
        }

        @Override
        public boolean begin(MessageHead head, long nowNanos) {
            head.start(FrameType.RESPONSE, 0, id);
            return !over;
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public Payload body() {
            return body;
        }

        @Override
        public boolean onWritten() {
            return true;
        }

        @Override
        public void onFlushed() {
            flushed = true;
        }
    }
}
