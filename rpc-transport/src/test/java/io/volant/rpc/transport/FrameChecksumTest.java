package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class FrameChecksumTest {
    private static final byte[] FRAME = "any frame will do".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theSumIsTheSameForEveryKindOfBuffer() {
        ByteBuf heap = Unpooled.buffer().writeZero(3).writeBytes(FRAME);
        ByteBuf direct =
                PooledByteBufAllocator.DEFAULT.directBuffer().writeZero(3).writeBytes(FRAME);
        ByteBuf composite = Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(new byte[3]),
                Unpooled.wrappedBuffer(FRAME, 0, 5),
                Unpooled.wrappedBuffer(FRAME, 5, FRAME.length - 5));
        ByteBuf slice = heap.slice(1, heap.readableBytes() - 1);
        assertThat(sum(heap, 3))
                .isEqualTo(sum(direct, 3))
                .isEqualTo(sum(composite, 3))
                .isEqualTo(sum(slice, 2));
        direct.release();
    }

    @Test
    void theCheckValueOfTheSpecificationHolds() {
        CRC32C crc = new CRC32C();
        FrameChecksum.update(crc, Unpooled.copiedBuffer("123456789", StandardCharsets.US_ASCII), 0, 9);
        assertThat(crc.getValue()).isEqualTo(0xE306_9283L);
    }

    @Test
    void framesInTheirOrderPass() {
        assertThatCode(() -> verify(frame(0), frame(1), frame(2))).doesNotThrowAnyException();
    }

    @Test
    void aLostARepeatedAndAReorderedFrameFail() {
        Bytes.fault(Rule.CHECKSUM, () -> verify(frame(0), frame(2)));
        Bytes.fault(Rule.CHECKSUM, () -> verify(frame(0), frame(0)));
        Bytes.fault(Rule.CHECKSUM, () -> verify(frame(1), frame(0)));
    }

    @Test
    void everyDamagedBitFails() {
        ByteBuf good = frame(0);
        for (int bit = 0; bit < 8 * good.readableBytes(); bit++) {
            ByteBuf damaged = good.copy();
            damaged.setByte(bit / 8, damaged.getByte(bit / 8) ^ (1 << (bit % 8)));
            Bytes.fault(Rule.CHECKSUM, () -> verify(damaged));
        }
    }

    @Test
    void withoutAgreementFramesEndWithTheirBody() {
        ByteBuf out = Unpooled.buffer().writeBytes(FRAME);
        FrameChecksum.none().append(out, 0, FRAME.length);
        assertThat(out.readableBytes()).isEqualTo(FRAME.length);
        assertThatCode(() -> FrameChecksum.none().verify(out, 0, FRAME.length)).doesNotThrowAnyException();
    }

    private static long sum(ByteBuf buffer, int start) {
        CRC32C crc = new CRC32C();
        FrameChecksum.update(crc, buffer, start, FRAME.length);
        return crc.getValue();
    }

    /** The frame as the so-many-th of its direction, checksum included. */
    private static ByteBuf frame(int ordinal) {
        FrameChecksum checksum = FrameChecksum.crc32c();
        for (int i = 0; i < ordinal; i++) {
            checksum.append(Unpooled.buffer().writeByte(i), 0, 1);
        }
        ByteBuf out = Unpooled.buffer().writeBytes(FRAME);
        checksum.append(out, 0, FRAME.length);
        return out;
    }

    private static void verify(ByteBuf... frames) {
        FrameChecksum checksum = FrameChecksum.crc32c();
        for (ByteBuf frame : frames) {
            checksum.verify(frame, 0, frame.readableBytes());
        }
    }
}
