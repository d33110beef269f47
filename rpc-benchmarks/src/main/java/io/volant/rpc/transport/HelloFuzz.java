package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.volant.rpc.WireLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The first bytes of a connection, of one side or the other: one byte that says how they are cut and whether magic, length and
 * checksum are set right, then the bytes. What is read is written, and must be read as the same again.
 */
public final class HelloFuzz<H> implements Consumer<byte[]> {
    private static final int REPAIR = 0x80;
    private static final int CHECKSUM = 4;

    private final ByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final Side<H> side;

    private HelloFuzz(Side<H> side) {
        this.side = side;
    }

    /** What a server reads. */
    public static Consumer<byte[]> ofClient() {
        return new HelloFuzz<>(new Side<>(HandshakeCodec::readClientHello, HandshakeCodec::write));
    }

    /** What a client reads. */
    public static Consumer<byte[]> ofServer() {
        return new HelloFuzz<>(new Side<>(HandshakeCodec::readAnswer, HelloFuzz::writeAnswer));
    }

    public static List<byte[]> seedsOfClient() {
        ClientHello hello = ClientHello.of(Features.COMPRESSION | Features.CHECKSUM, Features.CHECKSUM, introduction());
        return List.of(seed(out -> HandshakeCodec.write(out, hello)));
    }

    public static List<byte[]> seedsOfServer() {
        ServerHello hello = new ServerHello(1, Features.COMPRESSION, introduction());
        return List.of(
                seed(out -> HandshakeCodec.write(out, hello)),
                seed(out -> HandshakeCodec.write(out, Refusal.of(5, "no"))));
    }

    private static byte[] seed(Consumer<ByteBuf> write) {
        ByteBuf out = Unpooled.buffer().writeByte(REPAIR);
        write.accept(out);
        return Arrays.copyOf(out.array(), out.writerIndex());
    }

    private static Introduction introduction() {
        PeerLimits limits = PeerLimits.of(WireLimits.defaults(), Duration.ofSeconds(10), Duration.ofSeconds(60));
        return new Introduction(
                limits,
                "volant-kryo/1",
                List.of("lz4", "none"),
                new Instance(1, 2, 3),
                new Epoch(4, 5),
                "a name",
                "a zone");
    }

    @Override
    public void accept(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        if ((input[0] & REPAIR) != 0 && bytes.length >= HandshakeCodec.PREFIX_LENGTH + CHECKSUM) {
            repair(bytes);
        }
        int step = Math.max(1, input[0] & (REPAIR - 1));
        HelloBuffer hello = new HelloBuffer();
        ByteBuf[] parts = cut(bytes, step);
        try {
            gather(hello, parts);
        } catch (ProtocolFault | HandshakeRefused refused) {
            // as it should be
        } finally {
            hello.close();
        }
        for (ByteBuf part : parts) {
            if (part.refCnt() > 1 || (part.refCnt() == 1 && !part.release())) {
                throw new AssertionError("a buffer with " + part.refCnt() + " references");
            }
        }
    }

    /** Hands over the parts, which are owned there from then on, until the hello is whole. */
    private void gather(HelloBuffer hello, ByteBuf[] parts) {
        for (ByteBuf part : parts) {
            int whole = hello.add(part);
            if (whole > 0) {
                check(side.read().read(hello.bytes(), whole));
                return;
            }
        }
    }

    private void check(H read) {
        ByteBuf out = allocator.buffer();
        side.write().write(out, read);
        H again = side.read().read(out, HandshakeCodec.wholeLength(out));
        out.release();
        if (!again.equals(read)) {
            throw new AssertionError("written: " + read + ", read: " + again);
        }
    }

    private ByteBuf[] cut(byte[] bytes, int step) {
        ByteBuf[] parts = new ByteBuf[(bytes.length + step - 1) / step];
        for (int i = 0; i < parts.length; i++) {
            int length = Math.min(step, bytes.length - i * step);
            parts[i] = allocator.buffer(length).writeBytes(bytes, i * step, length);
        }
        return parts;
    }

    /** Sets magic, length and checksum, so that what lies between is looked at. */
    private static void repair(byte[] bytes) {
        int length = Math.min(bytes.length - HandshakeCodec.PREFIX_LENGTH, HandshakeCodec.MOST_LENGTH);
        ByteBuf hello = Unpooled.wrappedBuffer(bytes).clear();
        hello.writeInt(HandshakeCodec.MAGIC).writeShort(length);
        CRC32C crc = new CRC32C();
        int end = HandshakeCodec.PREFIX_LENGTH + length - CHECKSUM;
        crc.update(bytes, 0, Math.max(0, end));
        hello.setInt(end, (int) crc.getValue());
    }

    private static void writeAnswer(ByteBuf out, ServerAnswer answer) {
        if (answer instanceof ServerHello hello) {
            HandshakeCodec.write(out, hello);
        } else if (answer instanceof Refusal refusal) {
            HandshakeCodec.write(out, refusal);
        }
    }

    private record Side<H>(Read<H> read, Write<H> write) {}

    @FunctionalInterface
    private interface Read<H> {
        H read(ByteBuf in, int whole);
    }

    @FunctionalInterface
    private interface Write<H> {
        void write(ByteBuf out, H hello);
    }
}
