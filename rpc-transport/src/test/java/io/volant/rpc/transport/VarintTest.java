package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "2097151, ffff7f",
        "2097152, 80808001",
        "268435455, ffffff7f",
        "268435456, 8080808001",
        "2147483647, ffffffff07"
    })
    void a32BitValueHasOneForm(int value, String hex) {
        assertThat(Bytes.hex(Bytes.written(out -> Varint.write32(out, value)))).isEqualTo(hex);
        assertThat(Varint.size32(value)).isEqualTo(hex.length() / 2);
        ByteBuf in = Bytes.of(hex + "55");
        assertThat(Varint.read32(in, in.writerIndex())).isEqualTo(value);
        assertThat(in.readerIndex()).isEqualTo(hex.length() / 2);
        assertThat(Varint.read64(Bytes.of(hex), hex.length() / 2)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2147483648, 8080808008",
        "34359738367, ffffffff7f",
        "34359738368, 808080808001",
        "9223372036854775807, ffffffffffffffff7f"
    })
    void a64BitValueHasOneForm(long value, String hex) {
        assertThat(Bytes.hex(Bytes.written(out -> Varint.write64(out, value)))).isEqualTo(hex);
        assertThat(Varint.size64(value)).isEqualTo(hex.length() / 2);
        assertThat(Varint.read64(Bytes.of(hex), hex.length() / 2)).isEqualTo(value);
    }

    @Test
    void randomValuesComeBackAndSizesAreExact() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            int value = random.nextInt() >>> (1 + random.nextInt(31));
            long wide = random.nextLong() >>> (1 + random.nextInt(63));
            ByteBuf out = Bytes.written(o -> Varint.write32(o, value));
            assertThat(out.readableBytes()).isEqualTo(Varint.size32(value));
            assertThat(Varint.read32(out, out.writerIndex())).isEqualTo(value);
            ByteBuf wideOut = Bytes.written(o -> Varint.write64(o, wide));
            assertThat(wideOut.readableBytes()).isEqualTo(Varint.size64(wide));
            assertThat(Varint.read64(wideOut, wideOut.writerIndex())).isEqualTo(wide);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "808000", "8080808000", "ff00"})
    void aFormLongerThanItNeedBeIsRefused(String hex) {
        Bytes.fault(Rule.VARINT, () -> Varint.read32(Bytes.of(hex), hex.length() / 2));
        Bytes.fault(Rule.VARINT, () -> Varint.read64(Bytes.of(hex), hex.length() / 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080808008", "ffffffff0f", "ffffffff7f", "808080808001", "ffffffffff01"})
    void a32BitValueAboveItsRangeIsRefused(String hex) {
        Bytes.fault(Rule.VARINT, () -> Varint.read32(Bytes.of(hex), hex.length() / 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80808080808080808001", "ffffffffffffffffff01"})
    void a64BitValueAboveItsRangeIsRefused(String hex) {
        Bytes.fault(Rule.VARINT, () -> Varint.read64(Bytes.of(hex), hex.length() / 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "8080", "ffffffff"})
    void aValueCutOffIsRefused(String hex) {
        Bytes.fault(Rule.ELEMENTS_FIT, () -> Varint.read32(Bytes.of(hex), hex.length() / 2));
        Bytes.fault(Rule.ELEMENTS_FIT, () -> Varint.read64(Bytes.of(hex), hex.length() / 2));
    }

    @Test
    void bytesBehindTheEndAreNotRead() {
        Bytes.fault(Rule.ELEMENTS_FIT, () -> Varint.read32(Bytes.of("8001"), 1));
        Bytes.fault(Rule.ELEMENTS_FIT, () -> Varint.read32(Bytes.of("01"), 0));
        Bytes.fault(Rule.ELEMENTS_FIT, () -> Varint.read64(Bytes.of("01"), 0));
    }
}
