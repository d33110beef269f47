package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Writing, splitting and reading the frames of ordinary calls makes no garbage. */
class FrameAllocationTest {
    private static final int ROUNDS = 20_000;
    private static final byte[] BODY = new byte[40];
    private static final byte[] METADATA = new byte[30];

    private final MessageHead head = new MessageHead();
    private final FrameReader reader = new FrameReader(Bytes.ALL_FEATURES);
    private long seen;

    @Test
    void framesWithoutChecksum() {
        check(FrameChecksum.none(), FrameChecksum.none());
    }

    @Test
    void framesWithChecksum() {
        check(FrameChecksum.crc32c(), FrameChecksum.crc32c());
    }

    private void check(FrameChecksum written, FrameChecksum read) {
        FrameWriter writer = new FrameWriter(written);
        ByteBuf batch = Unpooled.buffer(4_096);
        FrameSplitter splitter =
                new FrameSplitter(UnpooledByteBufAllocator.DEFAULT, 2_048, read, (buffer, start, end) -> {
                    FrameHeader frame = reader.read(buffer, start, end);
                    seen += frame.bodyLength() + frame.callId();
                });
        run(writer, batch, splitter); // class loading and the like
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(writer, batch, splitter);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(seen).isPositive();
        assertThat(allocated)
                .as("bytes allocated by " + 6 * ROUNDS + " frames")
                .isLessThan(ROUNDS); // not one object per batch, let alone per frame
        splitter.close();
        assertThat(batch.release()).isTrue();
    }

    private void run(FrameWriter writer, ByteBuf batch, FrameSplitter splitter) {
        for (int round = 0; round < ROUNDS; round++) {
            batch.clear();
            for (int call = 1; call <= 2; call++) {
                head.start(FrameType.REQUEST, 3, CallId.of(call, round)).deadline(5_000);
                writer.message(batch, head, BODY, 0, BODY.length);
                head.start(FrameType.RESPONSE, 0, CallId.of(call, round)).timing(10, 200);
                writer.message(batch, head, BODY, 0, BODY.length);
                head.start(FrameType.REQUEST, 3, CallId.of(call, round))
                        .deadline(5_000)
                        .metadata(METADATA);
                writer.message(batch, head, BODY, 0, BODY.length);
            }
            splitter.split(batch.retain());
        }
    }
}
