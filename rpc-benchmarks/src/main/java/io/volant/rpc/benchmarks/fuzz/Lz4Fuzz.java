package io.volant.rpc.benchmarks.fuzz;

import io.volant.rpc.CodecException;
import io.volant.rpc.Payload;
import io.volant.rpc.serialization.Lz4Compressor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A compressed body: three bytes of announced length, then the block. What is read is compressed and read again. */
final class Lz4Fuzz implements Consumer<byte[]> {
    private static final int LENGTH_BYTES = 3;
    private static final int MOST = 1 << 20;

    private final Lz4Compressor lz4 = new Lz4Compressor();

    static List<byte[]> seeds() {
        byte[] text = "to be, or not to be: ".repeat(20).getBytes(StandardCharsets.UTF_8);
        byte[] zeros = new byte[60_000];
        return List.of(seed(text), seed(zeros));
    }

    private static byte[] seed(byte[] original) {
        Payload block = new Lz4Compressor().compress(Payload.of(original));
        byte[] seed = new byte[LENGTH_BYTES + block.length()];
        seed[0] = (byte) (original.length >>> 16);
        seed[1] = (byte) (original.length >>> 8);
        seed[2] = (byte) original.length;
        System.arraycopy(block.array(), block.offset(), seed, LENGTH_BYTES, block.length());
        return seed;
    }

    @Override
    public void accept(byte[] input) {
        if (input.length < LENGTH_BYTES) {
            return;
        }
        int announced = ((input[0] & 0xFF) << 16 | (input[1] & 0xFF) << 8 | (input[2] & 0xFF)) % MOST;
        Payload original;
        try {
            original = lz4.decompress(Payload.of(input, LENGTH_BYTES, input.length - LENGTH_BYTES), announced);
        } catch (CodecException refused) {
            return;
        }
        if (original.length() != announced) {
            throw new AssertionError("original: " + original.length() + " bytes (expected: " + announced + ")");
        }
        Payload block = lz4.compress(original);
        Payload again = block.length() < original.length() ? lz4.decompress(block, announced) : block;
        if (!Arrays.equals(bytes(again), bytes(original))) {
            throw new AssertionError("what was compressed again is not what was read");
        }
    }

    private static byte[] bytes(Payload payload) {
        return Arrays.copyOfRange(payload.array(), payload.offset(), payload.offset() + payload.length());
    }
}
