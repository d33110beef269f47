package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireStringTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Jür", "漢字", "a😀b", "\u0000"})
    void aStringComesBackAndItsSizeIsExact(String text) {
        ByteBuf out = Bytes.written(o -> WireString.write(o, text));
        assertThat(out.readableBytes()).isEqualTo(WireString.size(text));
        assertThat(WireString.read(out, out.writerIndex(), 100, "text")).isEqualTo(text);
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void theBoundItselfIsAcceptedAndOneMoreIsNot() {
        ByteBuf in = Bytes.of("03 616263");
        assertThat(WireString.read(in.duplicate(), 4, 3, "text")).isEqualTo("abc");
        assertThat(Bytes.fault(Rule.STRING_LENGTH, () -> WireString.read(in.duplicate(), 4, 2, "text")))
                .hasMessage("P-STR-2: text: 3 bytes (expected: at most 2)");
    }

    @Test
    void aStringDoesNotReachBehindTheEnd() {
        ByteBuf in = Bytes.of("03 616263");
        Bytes.fault(Rule.ELEMENTS_FIT, () -> WireString.read(in.duplicate(), 3, 100, "text"));
        Bytes.fault(Rule.ELEMENTS_FIT, () -> WireString.read(Bytes.of("ffffffff07 61"), 6, 100, "text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 80", // a continuation byte alone
                "02 c080", // overlong NUL
                "01 c3", // cut off
                "03 eda080", // a surrogate
                "04 f4908080", // beyond U+10FFFF
                "01 ff"
            })
    void invalidUtf8IsRefused(String hex) {
        ByteBuf in = Bytes.of(hex);
        assertThat(Bytes.fault(Rule.STRING_UTF8, () -> WireString.read(in, in.writerIndex(), 100, "reason")))
                .hasMessage("P-STR-1: reason: invalid UTF-8");
    }

    @Test
    void aTextIsCutBetweenCharacters() {
        assertThat(WireString.cut("abc", 3)).isEqualTo("abc");
        assertThat(WireString.cut("abc", 2)).isEqualTo("ab");
        assertThat(WireString.cut("aü", 2)).isEqualTo("a");
        assertThat(WireString.cut("a漢", 3)).isEqualTo("a");
        assertThat(WireString.cut("a😀b", 5)).isEqualTo("a😀");
        assertThat(WireString.cut("a😀b", 4)).isEqualTo("a");
        assertThat(WireString.cut("abc", 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"007f, 1", "0080, 2", "07ff, 2", "0800, 3", "ffff, 3", "10000, 4", "10ffff, 4"})
    void aCutKnowsHowManyBytesACharacterTakes(String codePoint, int bytes) {
        String character = Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(WireString.cut(character + "a", bytes)).isEqualTo(character);
        assertThat(WireString.cut("a" + character + "b", bytes)).isEqualTo("a");
    }
}
