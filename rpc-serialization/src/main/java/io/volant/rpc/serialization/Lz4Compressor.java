package io.volant.rpc.serialization;

import io.volant.rpc.CodecException;
import io.volant.rpc.Compressor;
import io.volant.rpc.Payload;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * LZ4 raw blocks. The length of the original travels outside of them, and is checked before anything is allocated for it.
 */
public final class Lz4Compressor implements Compressor {
    /** No LZ4 block holds more than this for each of its bytes; the rest covers the shortest blocks. */
    private static final long MOST_PER_BYTE = 255;

    private static final int MOST_BESIDES = 64;

    private final LZ4Factory factory = LZ4Factory.fastestInstance();

    @Override
    public String name() {
        return "lz4";
    }

    @Override
    public Payload compress(Payload body) {
        if (body.isEmpty()) {
            return body;
        }
        var compressor = factory.fastCompressor();
        byte[] block = new byte[compressor.maxCompressedLength(body.length())];
        int length = compressor.compress(body.array(), body.offset(), body.length(), block, 0, block.length);
        return length < body.length() ? Payload.of(block, 0, length) : body;
    }

    @Override
    public Payload decompress(Payload compressed, int originalLength) {
        if (originalLength < 0 || originalLength > MOST_PER_BYTE * compressed.length() + MOST_BESIDES) {
            throw new CodecException(
                    CodecException.Reason.INVALID,
                    "lz4: " + originalLength + " bytes announced of " + compressed.length() + " compressed ones");
        }
        byte[] original = new byte[originalLength];
        int length;
        try {
            length = factory.safeDecompressor()
                    .decompress(
                            compressed.array(), compressed.offset(), compressed.length(), original, 0, originalLength);
        } catch (LZ4Exception e) {
            throw new CodecException(CodecException.Reason.INVALID, "lz4: a damaged block");
        }
        if (length != originalLength) {
            throw new CodecException(
                    CodecException.Reason.INVALID,
                    "lz4: " + originalLength + " bytes announced, but the block holds " + length);
        }
        return Payload.of(original);
    }
}
