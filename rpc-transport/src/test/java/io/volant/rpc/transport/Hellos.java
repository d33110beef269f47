package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Hellos from their content in hex, for tests. */
final class Hellos {
    private Hellos() {}

    /** Magic and length before the content, the right checksum behind it. */
    static ByteBuf of(String content) {
        ByteBuf bytes = Bytes.of(content);
        Consumer<ByteBuf> writer = out -> {
            out.writeInt(HandshakeCodec.MAGIC)
                    .writeShort(bytes.readableBytes() + 4)
                    .writeBytes(bytes);
            CRC32C crc = new CRC32C();
            FrameChecksum.update(crc, out, 0, out.writerIndex());
            out.writeInt((int) crc.getValue());
        };
        return Bytes.written(writer);
    }

    static ClientHello read(ByteBuf hello) {
        return HandshakeCodec.readClientHello(hello, HandshakeCodec.wholeLength(hello));
    }

    static Refusal refused(ByteBuf hello) {
        HandshakeRefused refused = catchThrowableOfType(
                HandshakeRefused.class, () -> HandshakeCodec.readClientHello(hello, hello.readableBytes()));
        assertThat(refused).isNotNull();
        assertThat(refused.getStackTrace()).isEmpty();
        return refused.refusal();
    }
}
