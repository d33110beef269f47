package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does a frame cost: one of a batch of small requests to write, and one of a batch to read that came in a single read? */
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
    private static final int PER_INVOCATION = 256;

    /** In a batch; a divisor of 256. */
    @Param({"1", "16", "256"})
    public int frames;

    /** Whether frames carry one: off, on. */
    @Param("off")
    public String checksum = "";

    private final MessageHead head = new MessageHead();
    private final FrameReader reader = new FrameReader(0);
    private final Decoder decoder = new Decoder();
    private FrameWriter writer = new FrameWriter(FrameChecksum.none());
    private FrameSplitter splitter = splitter(FrameChecksum.none());
    private ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
    private ByteBuf batch = PooledByteBufAllocator.DEFAULT.directBuffer();
    private int ids;

    @Setup
    public void prepare() {
        if (PER_INVOCATION % frames != 0) {
            throw new IllegalArgumentException(
                    "frames: " + frames + " (expected: a divisor of " + PER_INVOCATION + ")");
        }
        if (checksummed()) {
            writer = new FrameWriter(FrameChecksum.crc32c());
        }
        writeBatch();
        batch.writeBytes(out);
        if (parse() != PER_INVOCATION / frames * idsOfBatch()) {
            throw new IllegalStateException("the frames read are not those written");
        }
    }

    @TearDown
    public void release() {
        splitter.close();
        out.release();
        batch.release();
    }

    /** Writes a frame into a buffer that has room. */
    @Benchmark
    @OperationsPerInvocation(PER_INVOCATION)
    public int write() {
        int bytes = 0;
        for (int batches = PER_INVOCATION / frames; batches > 0; batches--) {
            bytes += writeBatch();
        }
        return bytes;
    }

    /** Splits a read buffer and reads a frame's header; returns the sum of all call ids. */
    @Benchmark
    @OperationsPerInvocation(PER_INVOCATION)
    public int parse() {
        ids = 0;
        for (int batches = PER_INVOCATION / frames; batches > 0; batches--) {
            if (checksummed()) {
                splitter = splitter(FrameChecksum.crc32c()); // one that counts from the first frame, as the batch does
            }
            splitter.split(batch.readerIndex(0).retain());
        }
        return ids;
    }

    /** As {@link #parse}, but with a buffer for every frame, as Netty's decoder makes them; no handler to pass it to. Without checksums. */
    @Benchmark
    @OperationsPerInvocation(PER_INVOCATION)
    public int parseByDecoder() throws Exception {
        ids = 0;
        for (int batches = PER_INVOCATION / frames; batches > 0; batches--) {
            batch.readerIndex(0);
            while (batch.isReadable()) {
                ByteBuf frame = decoder.next(batch);
                onFrame(frame, 0, frame.readableBytes());
                frame.release();
            }
        }
        return ids;
    }

    /** Netty's, without a channel. */
    private static final class Decoder extends LengthFieldBasedFrameDecoder {
        Decoder() {
            super(256 << 10, FrameLayout.LENGTH_OFFSET, FrameLayout.LENGTH_FIELD);
        }

        @SuppressWarnings("NullAway") // the context is for what is told of frames that are too long
        ByteBuf next(ByteBuf in) throws Exception {
            return (ByteBuf) decode(null, in);
        }
    }

    private boolean checksummed() {
        return switch (checksum) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("checksum: " + checksum + " (expected: on or off)");
        };
    }

    private FrameSplitter splitter(FrameChecksum expected) {
        return new FrameSplitter(PooledByteBufAllocator.DEFAULT, 256 << 10, expected, this::onFrame);
    }

    private int writeBatch() {
        out.clear();
        for (int id = 1; id <= frames; id++) {
            head.start(FrameType.REQUEST, METHOD, id).deadline(DEADLINE_MILLIS);
            writer.message(out, head, BODY, 0, BODY.length);
        }
        return out.writerIndex();
    }

    private void onFrame(ByteBuf in, int start, int end) {
        ids += reader.read(in, start, end).callId;
    }

    private int idsOfBatch() {
        return frames * (frames + 1) / 2;
    }
}
