package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.Compressor;
import io.volant.rpc.Payload;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4CompressorTest {
    private final Compressor lz4 = new Lz4Compressor();

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + i % 13 + i / 100 % 5);
        }
        return text;
    }

    private static byte[] bytes(Payload payload) {
        return Arrays.copyOfRange(payload.array(), payload.offset(), payload.offset() + payload.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 65_536, 3_000_000})
    void textComesBackFromLess(int length) {
        byte[] text = text(length);
        Payload compressed = lz4.compress(Payload.of(text));

        assertThat(compressed.length()).isLessThan(length);
        assertThat(bytes(lz4.decompress(compressed, length))).isEqualTo(text);
    }

    @Test
    void aRangeOfAnArrayIsCompressedAlone() {
        byte[] text = text(2_000);
        Payload compressed = lz4.compress(Payload.of(text, 500, 1_000));
        byte[] moved = new byte[compressed.length() + 20];
        System.arraycopy(compressed.array(), compressed.offset(), moved, 7, compressed.length());

        assertThat(bytes(lz4.decompress(Payload.of(moved, 7, compressed.length()), 1_000)))
                .isEqualTo(Arrays.copyOfRange(text, 500, 1_500));
    }

    @Test
    void whatDoesNotGetSmallerIsGivenBackAsItWas() {
        byte[] noise = new byte[1_000];
        new Random(7).nextBytes(noise);
        Payload body = Payload.of(noise);

        assertThat(lz4.compress(body)).isSameAs(body);
        assertThat(lz4.compress(Payload.empty())).isSameAs(Payload.empty());
    }

    @Test
    void aLengthThatSoFewBytesCannotYieldIsRefusedBeforeItIsAllocated() {
        Payload small = Payload.of(new byte[4]);

        for (int announced : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 255 * 4 + 65}) {
            long allocated = Allocation.bytesOf(
                    65_536,
                    () -> assertThatThrownBy(() -> lz4.decompress(small, announced))
                            .isInstanceOf(CodecException.class)
                            .hasMessage("lz4: " + announced + " bytes announced of 4 compressed ones"));
            assertThat(allocated).isLessThan(65_536);
        }
    }

    @Test
    void theAnnouncedLengthIsTheLength() {
        byte[] text = text(1_000);
        Payload compressed = lz4.compress(Payload.of(text));

        assertThatThrownBy(() -> lz4.decompress(compressed, 999)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> lz4.decompress(compressed, 1_001))
                .isInstanceOf(CodecException.class)
                .hasMessage("lz4: 1001 bytes announced, but the block holds 1000");
    }

    @Test
    void damagedBlocksAreRefusedOrYieldTheAnnouncedLength() {
        byte[] text = text(5_000);
        byte[] compressed = bytes(lz4.compress(Payload.of(text)));
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(
                    compressed, random.nextInt(4) == 0 ? random.nextInt(compressed.length) : compressed.length);
            for (int n = 0; n < 3 && damaged.length > 0; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            int announced = random.nextBoolean() ? 5_000 : random.nextInt(10_000);
            try {
                assertThat(lz4.decompress(Payload.of(damaged), announced).length())
                        .isEqualTo(announced);
            } catch (CodecException e) {
                assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }
}
