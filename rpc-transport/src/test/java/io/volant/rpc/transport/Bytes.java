package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Bytes as hex text, and what breaking a rule looks like, for tests of codecs. Heap buffers: nothing to release. */
final class Bytes {
    /** What a peer that can do everything agrees on. */
    static final int ALL_FEATURES = Features.COMPRESSION | Features.CHECKSUM | Features.SERVER_TIMING;

    private Bytes() {}

    /** A buffer with these bytes; spaces are ignored. */
    static ByteBuf of(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /** All readable bytes, as lower case hex without spaces. */
    static String hex(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the writer appends to an empty buffer. */
    static ByteBuf written(Consumer<ByteBuf> writer) {
        ByteBuf out = Unpooled.buffer();
        writer.accept(out);
        return out;
    }

    static ProtocolFault fault(Rule rule, ThrowingCallable action) {
        ProtocolFault fault = catchThrowableOfType(ProtocolFault.class, action);
        assertThat(fault).as("a fault of " + rule.id()).isNotNull();
        assertThat(fault.rule()).as(fault.getMessage()).isEqualTo(rule);
        assertThat(fault).hasMessageStartingWith(rule.id() + ": ");
        assertThat(fault.getStackTrace()).isEmpty();
        return fault;
    }

    static CallFault callFault(Rule rule, ThrowingCallable action) {
        CallFault fault = catchThrowableOfType(CallFault.class, action);
        assertThat(fault).as("a refused call by " + rule.id()).isNotNull();
        assertThat(fault.rule()).as(fault.getMessage()).isEqualTo(rule);
        assertThat(fault.getStackTrace()).isEmpty();
        return fault;
    }
}
