package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum at the end of the frames of one direction: CRC32C over the frame's ordinal (u64, from
 * 0), its header and its body.
 *
 * <p>The ordinal is never sent: a lost, repeated or reordered frame fails as a damaged one does.
 * {@link #none()} stands for a connection that agreed on no checksums. Confined to the event loop.
 */
final class FrameChecksum {
    private final int size;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer ordinalBytes = ByteBuffer.allocate(Long.BYTES);
    private long ordinal;

    private FrameChecksum(int size) {
        this.size = size;
    }

    /** The checksum of a direction whose next frame is its first. */
    static FrameChecksum crc32c() {
        return new FrameChecksum(FrameLayout.CHECKSUM_LENGTH);
    }

    /** Frames end with their body. */
    static FrameChecksum none() {
        return new FrameChecksum(0);
    }

    /** Bytes that a frame has after its body. */
    int size() {
        return size;
    }

    /** Writes the checksum of the next frame, whose {@code length} bytes end at the writer index. */
    void append(ByteBuf out, int frame, int length) {
        if (size != 0) {
            out.writeInt(next(out, frame, length));
        }
    }

    /** Checks the next frame, whose last four bytes are the checksum. */
    void verify(ByteBuf in, int frame, int length) {
        if (size == 0) {
            return;
        }
        int covered = length - size;
        long at = ordinal;
        int expected = next(in, frame, covered);
        int found = in.getInt(frame + covered);
        if (found != expected) {
            throw new ProtocolFault(
                    Rule.CHECKSUM,
                    "checksum of frame " + at + ": 0x" + Integer.toHexString(found) + " (expected: 0x"
                            + Integer.toHexString(expected) + ")");
        }
    }

    private int next(ByteBuf bytes, int start, int length) {
        crc.reset();
        ordinalBytes.putLong(0, ordinal++);
        crc.update(ordinalBytes.array(), 0, Long.BYTES);
        update(crc, bytes, start, length);
        return (int) crc.getValue();
    }

    /** Feeds bytes of a buffer of any kind to a checksum, in place. */
    static void update(CRC32C crc, ByteBuf bytes, int start, int length) {
        if (bytes.hasArray()) {
            crc.update(bytes.array(), bytes.arrayOffset() + start, length);
        } else if (bytes.nioBufferCount() == 1) {
            crc.update(bytes.internalNioBuffer(start, length));
        } else {
            for (ByteBuffer part : bytes.nioBuffers(start, length)) {
                crc.update(part);
            }
        }
    }
}
