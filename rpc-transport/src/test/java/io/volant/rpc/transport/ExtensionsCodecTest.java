package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Priority;
import io.volant.rpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsCodecTest {
    @Test
    void oddTypesAreIgnoredWhateverTheyHold() {
        ByteBuf out = Bytes.written(o -> {
            ExtensionsCodec.write(o, 1, new byte[] {1});
            ExtensionsCodec.write(o, 15, new byte[200]);
            ExtensionsCodec.write(o, 100_001, new byte[0]);
        });
        assertThatCode(() -> check(Bytes.hex(out))).doesNotThrowAnyException();
        assertThatCode(() -> check("")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00 00", "02 00", "01 00 02 01 ff", "8202 00"})
    void anEvenTypeMeansThatTheCallMustNotRun(String hex) {
        assertThat(Bytes.callFault(Rule.EXTENSION_UNKNOWN, () -> check(hex)).status())
                .isEqualTo(Status.UNIMPLEMENTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", // no length
                "01 02 00", // a value cut off
                "01 ffffffff07",
                "80 00 00", // an overlong varint
                "03 00 01 00", // descending
                "03 00 03 00", // twice
                "01 80"
            })
    void extensionsThatBreakTheirFormCostTheCall(String hex) {
        assertThat(Bytes.callFault(Rule.EXTENSIONS, () -> check(hex)).status()).isEqualTo(Status.INVALID_ARGUMENT);
    }

    @Test
    void theBoundItselfIsAcceptedAndOneByteMoreIsNot() {
        ByteBuf most = Bytes.written(o -> ExtensionsCodec.write(o, 1, new byte[4_093]));
        assertThat(most.readableBytes()).isEqualTo(4_096);
        assertThatCode(() -> ExtensionsCodec.check(most, 0, 4_096)).doesNotThrowAnyException();
        ByteBuf more = Bytes.written(o -> ExtensionsCodec.write(o, 1, new byte[4_094]));
        assertThat(Bytes.callFault(Rule.EXTENSIONS, () -> ExtensionsCodec.check(more, 0, 4_097))
                        .status())
                .isEqualTo(Status.RESOURCE_EXHAUSTED);
    }

    @Test
    void nothingBehindTheElementIsRead() {
        ByteBuf in = Unpooled.buffer().writeByte(1).writeByte(1).writeByte(9).writeByte(2);
        assertThatCode(() -> ExtensionsCodec.check(in, 0, 3)).doesNotThrowAnyException();
        Bytes.callFault(Rule.EXTENSIONS, () -> ExtensionsCodec.check(in, 0, 2));
        Bytes.callFault(Rule.EXTENSIONS, () -> ExtensionsCodec.check(in, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            01 01 2a             | 1  | 2
            01 03 2a 2b 2c       | 3  | 2
            01 01 2a 03 01 2b    | 1  | 2
            00 01 2b 01 01 2a    | 1  | 5
            01 00                | 0  | 2
            03 01 2a             | -1 | 2
            00 01 2b             | -1 | 3
            """)
    void anExtensionIsFoundByItsType(String hex, int length, int at) {
        ByteBuf in = Bytes.of(hex);

        assertThat(ExtensionsCodec.find(in, 0, in.writerIndex(), 1)).isEqualTo(length);
        assertThat(in.readerIndex()).isEqualTo(at);
    }

    @Test
    void thePriorityOfACallIsSentUnlessItIsNormal() {
        assertThat(PriorityExtension.of(Priority.SHEDDABLE)).containsExactly(1, 1, 32);
        assertThat(PriorityExtension.of(Priority.BATCH)).containsExactly(1, 1, 64);
        assertThat(PriorityExtension.of(Priority.NORMAL)).isEmpty();
        assertThat(PriorityExtension.of(Priority.CRITICAL)).containsExactly(1, 1, 192);
    }

    private static void check(String hex) {
        ByteBuf in = Bytes.of(hex);
        ExtensionsCodec.check(in, 0, in.writerIndex());
    }
}
