package io.volant.rpc.transport;

import static io.volant.rpc.transport.FrameLayout.LENGTH_FIELD;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What a socket delivers: one byte of features, one that says how the rest is cut into reads, then the stream. Whole and cut, it
 * must lead to the same frames, messages and fault, and leave no buffer behind.
 */
public final class FramesFuzz implements Consumer<byte[]> {
    static final int LARGEST_FRAME = 256 << 10;

    private static final int CHECKSUMS = 1;
    private static final int TIMING = 2;
    private static final byte[] BODY = "hello, hello".getBytes(StandardCharsets.US_ASCII);

    public static List<byte[]> seeds() {
        return List.of(seed(0, FrameChecksum.none()), seed(CHECKSUMS | TIMING, FrameChecksum.crc32c()));
    }

    private static byte[] seed(int features, FrameChecksum checksum) {
        ByteBuf out = Unpooled.buffer().writeByte(features).writeByte(3);
        FrameWriter writer = new FrameWriter(checksum);
        MessageHead head = new MessageHead();
        writer.bind(out, 1, BindFrame.digest(0, "a.Service", "", 4711, 2));
        head.start(FrameType.REQUEST, 0, 1).deadline(500).metadata(new byte[] {2, 3, 'a', '=', 'b'});
        writer.message(out, head, BODY, 0, BODY.length);
        writer.first(out, head.start(FrameType.REQUEST, 1, 2).compressed(1, 900), 20, BODY, 0, BODY.length);
        writer.fragment(out, 2, 1, false, BODY, 0, 8);
        writer.first(out, head.start(FrameType.RESPONSE, 0, 3), 30, BODY, 0, BODY.length);
        writer.fragmentAbort(out, 3, 1);
        head.start(FrameType.RESPONSE, 0, 4).extensions(new byte[] {9, 1, 0});
        if ((features & TIMING) != 0) {
            head.timing(10, 300);
        }
        writer.message(out, head, BODY, 0, BODY.length);
        writer.cancel(out, 1, 1);
        writer.ping(out, 1);
        writer.pong(out, 1, 2, 3);
        writer.clock(out, 1);
        writer.goAway(out, new GoAwayFrame(1, 2, true, 3, "bye"));
        return Arrays.copyOf(out.array(), out.writerIndex());
    }

    @Override
    public void accept(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);
        boolean checksums = (input[0] & CHECKSUMS) != 0;
        if (checksums) {
            repair(stream);
        }
        int agreed = (checksums ? Features.CHECKSUM : 0) | ((input[0] & TIMING) != 0 ? Features.SERVER_TIMING : 0);
        List<String> whole = receive(stream, agreed, stream.length, stream.length);
        int most = (input[1] & 0xFF) + 1;
        List<String> cut = receive(stream, agreed, 1, most);
        if (!whole.equals(cut)) {
            throw new AssertionError("whole: " + whole + ", cut: " + cut);
        }
    }

    /** What happens when the stream arrives in reads of {@code least} to {@code most} bytes. */
    private static List<String> receive(byte[] stream, int agreed, int least, int most) {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        List<String> events = new ArrayList<>();
        Received received = new Received(events, agreed);
        FrameChecksum checksum =
                Features.has(agreed, Features.CHECKSUM) ? FrameChecksum.crc32c() : FrameChecksum.none();
        try (FrameSplitter splitter = new FrameSplitter(allocator, LARGEST_FRAME, checksum, received)) {
            Random random = new Random(most);
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(stream.length - at, least + random.nextInt(most - least + 1));
                splitter.split(allocator.buffer(length).writeBytes(stream, at, length));
                at += length;
            }
            events.add(splitter.pending() + " bytes are pending");
        } catch (ProtocolFault fault) {
            events.add(String.valueOf(fault.getMessage()));
        } finally {
            received.close();
        }
        long left = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
        if (left != 0) {
            throw new AssertionError(left + " bytes of buffers were not released");
        }
        return events;
    }

    /** Gives every whole frame the checksum that it should have, so that what it covers is looked at. */
    private static void repair(byte[] stream) {
        FrameChecksum checksum = FrameChecksum.crc32c();
        ByteBuf bytes = Unpooled.wrappedBuffer(stream);
        int at = 0;
        while (stream.length - at >= LENGTH_FIELD) {
            long length = bytes.getUnsignedInt(at);
            if (length < FrameLayout.MIN_LENGTH + checksum.size() || length > stream.length - at - LENGTH_FIELD) {
                return;
            }
            int covered = LENGTH_FIELD + (int) length - checksum.size();
            checksum.append(bytes.setIndex(0, at + covered), at, covered);
            at += LENGTH_FIELD + (int) length;
        }
    }
}
