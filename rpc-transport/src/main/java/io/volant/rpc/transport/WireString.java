package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A string of the frame layer: varint length in bytes, then UTF-8.
 *
 * <p>Invalid UTF-8 and lengths above the bound of the field are a {@link ProtocolFault}. (Strings
 * inside bodies are written otherwise: they can be null.)
 */
final class WireString {
    private WireString() {}

    /** Reads a string of at most {@code maxBytes} bytes that ends before {@code end}. */
    static String read(ByteBuf in, int end, int maxBytes, String field) {
        int length = Varint.read32(in, end);
        if (length > end - in.readerIndex()) {
            throw new ProtocolFault(
                    Rule.ELEMENTS_FIT,
                    field + ": " + length + " bytes announced, " + (end - in.readerIndex()) + " left");
        }
        return readRest(in, in.readerIndex() + length, maxBytes, field);
    }

    /** Reads everything up to {@code end} as the bytes of a string whose length stood elsewhere. */
    static String readRest(ByteBuf in, int end, int maxBytes, String field) {
        int length = end - in.readerIndex();
        if (length > maxBytes) {
            throw new ProtocolFault(
                    Rule.STRING_LENGTH, field + ": " + length + " bytes (expected: at most " + maxBytes + ")");
        }
        String text = decode(in, in.readerIndex(), length, field);
        in.readerIndex(end);
        return text;
    }

    static void write(ByteBuf out, String text) {
        Varint.write32(out, ByteBufUtil.utf8Bytes(text));
        ByteBufUtil.writeUtf8(out, text);
    }

    /** How many bytes {@link #write} takes. */
    static int size(String text) {
        int bytes = ByteBufUtil.utf8Bytes(text);
        return Varint.size32(bytes) + bytes;
    }

    /** The text, or its longest beginning that takes at most {@code maxBytes} bytes of UTF-8. */
    static String cut(String text, int maxBytes) {
        if (ByteBufUtil.utf8Bytes(text) <= maxBytes) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static String decode(ByteBuf in, int index, int length, String field) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in.nioBuffer(index, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolFault(Rule.STRING_UTF8, field + ": invalid UTF-8");
        }
    }
}
