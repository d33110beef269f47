package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What do frames cost: to write a batch of small requests, and to take one apart that came in a single read? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
    private static final byte[] BODY = "\u0016user4711@example.com".getBytes(StandardCharsets.UTF_8);
    private static final int METHOD = 3;
    private static final int DEADLINE_MILLIS = 5_000;

    /** In a batch. */
    @Param({"1", "16", "256"})
    public int frames;

    private final MessageHead head = new MessageHead();
    private final FrameWriter writer = new FrameWriter(FrameChecksum.none());
    private final FrameReader reader = new FrameReader(0);
    private final FrameSplitter splitter =
            new FrameSplitter(PooledByteBufAllocator.DEFAULT, 256 << 10, FrameChecksum.none(), this::onFrame);
    private ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
    private ByteBuf batch = PooledByteBufAllocator.DEFAULT.directBuffer();
    private int ids;

    @Setup
    public void writeBatch() {
        encodeRequest();
        batch.writeBytes(out);
        if (parseBatch() != idsOfBatch()) {
            throw new IllegalStateException("the frames read are not those written");
        }
    }

    @TearDown
    public void release() {
        splitter.close();
        out.release();
        batch.release();
    }

    /** Writes the batch into a buffer that has room. */
    @Benchmark
    public int encodeRequest() {
        out.clear();
        for (int id = 1; id <= frames; id++) {
            head.start(FrameType.REQUEST, METHOD, id).deadline(DEADLINE_MILLIS);
            writer.message(out, head, BODY, 0, BODY.length);
        }
        return out.writerIndex();
    }

    /** Splits the batch and reads every header; returns the sum of the call ids. */
    @Benchmark
    public int parseBatch() {
        ids = 0;
        splitter.split(batch.readerIndex(0).retain());
        return ids;
    }

    private void onFrame(ByteBuf in, int start, int end) {
        ids += reader.read(in, start, end).callId;
    }

    private int idsOfBatch() {
        return frames * (frames + 1) / 2;
    }
}
