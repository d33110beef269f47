package io.volant.rpc.serialization;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;

import com.esotericsoftware.kryo.kryo5.io.Input;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.Payload;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kryo's heap input with the encoding of {@code docs/protocol.md} in place of Kryo's own. A length, varint or flag has one accepted form, and
 * every length is compared with the bytes left before anything is allocated for it.
 *
 * <p>Codecs use the {@code take} methods. Confined to the thread that borrowed it.
 */
final class WireInput extends Input {
    private static final VarHandle INTS = byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = new byte[0];
    private static final int FREE_OBJECTS = 1_024;

    private int objects;
    private int objectsLeft;
    private int depthLeft;
    private int maxDepth;

    /** Starts a message. */
    void begin(Payload body, CodecLimits limits) {
        if (body.length() > limits.maxBytes()) {
            throw Refusal.tooLarge("the message has " + body.length() + " bytes (limit: " + limits.maxBytes() + ")");
        }
        setBuffer(body.array(), body.offset(), body.length());
        objects = (int) Math.min((long) body.length() + FREE_OBJECTS, limits.maxObjects());
        objectsLeft = objects;
        maxDepth = limits.maxDepth();
        depthLeft = maxDepth;
    }

    /** Checks that nothing follows the message, and forgets it. */
    void finish() {
        if (position != limit) {
            throw Refusal.invalid((limit - position) + " bytes after the end of the message");
        }
        setBuffer(NOTHING);
    }

    /** Counts {@code n} values against the limit of the message. */
    void charge(long n) {
        if (n > objectsLeft) {
            throw Refusal.invalid("the message has more than " + objects + " objects and elements");
        }
        objectsLeft -= (int) n;
    }

    void enter() {
        if (--depthLeft < 0) {
            throw Refusal.invalid("nested deeper than " + maxDepth + " levels");
        }
    }

    void leave() {
        depthLeft++;
    }

    int left() {
        return limit - position;
    }

    byte takeByte() {
        need(1);
        return buffer[position++];
    }

    boolean takeBoolean() {
        return takeFlag("boolean");
    }

    /** Whether a value follows: 1, or 0 for null. */
    boolean takePresent() {
        return takeFlag("null marker");
    }

    private boolean takeFlag(String what) {
        byte value = takeByte();
        if ((value & ~1) != 0) {
            throw Refusal.invalid(what + ": " + (value & 0xFF) + " (expected: 0 or 1)");
        }
        return value != 0;
    }

    /** Unsigned LEB128 of 32 bits in its shortest form. */
    int takeVarint() {
        if (position < limit) {
            byte first = buffer[position];
            if (first >= 0) {
                position++;
                return first;
            }
        }
        long value = takeLongVarint(5);
        if (value >>> 32 != 0) {
            throw Refusal.invalid("a varint of more than 32 bits");
        }
        return (int) value;
    }

    /** Unsigned LEB128 of 64 bits in its shortest form. */
    long takeVarint64() {
        if (position < limit) {
            byte first = buffer[position];
            if (first >= 0) {
                position++;
                return first;
            }
        }
        return takeLongVarint(10);
    }

    private long takeLongVarint(int longest) {
        long value = 0;
        for (int i = 0; i < longest; i++) {
            byte next = takeByte();
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                if (next == 0 || (i == 9 && next != 1)) {
                    throw Refusal.invalid("an overlong varint");
                }
                return value;
            }
        }
        throw Refusal.invalid("an overlong varint");
    }

    /** Zig-zag. */
    int takeInt() {
        int value = takeVarint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Zig-zag. */
    long takeLong() {
        long value = takeVarint64();
        return value >>> 1 ^ -(value & 1);
    }

    /** Zig-zag, in the range given. */
    int takeInt(String what, int least, int most) {
        int value = takeInt();
        if (value < least || value > most) {
            throw Refusal.invalid(what + ": " + value + " (expected: " + least + ".." + most + ")");
        }
        return value;
    }

    int takeFixed32() {
        need(4);
        int value = (int) INTS.get(buffer, position);
        position += 4;
        return value;
    }

    long takeFixed64() {
        need(8);
        long value = (long) LONGS.get(buffer, position);
        position += 8;
        return value;
    }

    float takeFloat() {
        return Float.intBitsToFloat(takeFixed32());
    }

    double takeDouble() {
        return Double.longBitsToDouble(takeFixed64());
    }

    /**
     * The number of elements or bytes that follow, from {@code varint(count + 1)}, or -1 for null.
     *
     * @param bytesEach the least that one of them takes
     */
    int takeCount(int bytesEach) {
        int count = takeVarint() - 1;
        if (count == -1) {
            return -1;
        }
        if (Integer.compareUnsigned(count, (limit - position) / bytesEach) > 0) {
            throw Refusal.invalid(
                    Integer.toUnsignedString(count) + " elements announced, but " + left() + " bytes left");
        }
        return count;
    }

    byte[] takeRaw(int length) {
        need(length);
        byte[] bytes = Arrays.copyOfRange(buffer, position, position + length);
        position += length;
        return bytes;
    }

    /** {@code varint(length + 1)} and UTF-8; 0 for null. */
    @Nullable
    String takeString() {
        int length = takeCount(1);
        if (length <= 0) {
            return length == 0 ? "" : null;
        }
        int start = position;
        int end = start + length;
        position = end;
        if (Utf8.isAscii(buffer, start, end)) {
            return new String(buffer, start, length, StandardCharsets.ISO_8859_1); // the JDK's fastest copy
        }
        if (!Utf8.isValid(buffer, start, end)) {
            throw Refusal.invalid("a string that is not UTF-8");
        }
        return new String(buffer, start, length, StandardCharsets.UTF_8);
    }

    /** A string where null is not a value. */
    String takeText() {
        String text = takeString();
        if (text == null) {
            throw Refusal.invalid("null (expected: a string)");
        }
        return text;
    }

    private void need(int bytes) {
        if (limit - position < bytes) {
            throw Refusal.invalid("ends " + (bytes - (limit - position)) + " bytes too early");
        }
    }
}
