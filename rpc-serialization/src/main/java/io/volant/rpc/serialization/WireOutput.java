package io.volant.rpc.serialization;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;

import com.esotericsoftware.kryo.kryo5.io.Output;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.Payload;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kryo's heap output with the encoding of {@code docs/protocol.md} in place of Kryo's own, and with the limits of one message.
 *
 * <p>Codecs use the {@code put} methods; Kryo's {@code write} methods have other encodings. Confined to the thread that borrowed
 * it.
 */
final class WireOutput extends Output {
    private static final VarHandle INTS = byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_CAPACITY = 4_096;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int LARGEST_KEPT = 256 << 10;
    private static final int LONGEST_VARINT = 5;
    private static final int LONGEST_VARINT64 = 10;

    private int objectsLeft;
    private int depthLeft;
    private CodecLimits limits = CodecLimits.defaults();

    WireOutput() {
        super(FIRST_CAPACITY, LARGEST_ARRAY);
    }

    /** Starts a message. */
    void begin(CodecLimits limits) {
        this.limits = limits;
        position = 0;
        objectsLeft = limits.maxObjects();
        depthLeft = limits.maxDepth();
    }

    /**
     * The bytes written since {@link #begin}, which the output then forgets. A buffer that has grown too large to be kept for
     * another message goes with them when they nearly fill it, and goes in any case.
     */
    Payload toPayload() {
        if (position > limits.maxBytes()) {
            throw tooLarge();
        }
        if (capacity <= LARGEST_KEPT) {
            return position == 1 ? Payload.of(buffer[0]) : Payload.of(Arrays.copyOf(buffer, position));
        }
        boolean full = capacity - position < position / 8;
        Payload payload = full ? Payload.of(buffer, 0, position) : Payload.of(Arrays.copyOf(buffer, position));
        setBuffer(new byte[FIRST_CAPACITY], LARGEST_ARRAY);
        return payload;
    }

    /**
     * Counts {@code n} values against the limit of the message. Each value that is counted takes a byte at least, so what this
     * accepts is never above the reader's limit for a message of that many bytes.
     */
    void charge(long n) {
        if (n > objectsLeft) {
            throw Refusal.tooLarge("the message has more than " + limits.maxObjects() + " objects and elements");
        }
        objectsLeft -= (int) n;
    }

    int objectsLeft() {
        return objectsLeft;
    }

    /** Goes back to where a value started, as if it had not been written. */
    void rewind(int position, int objectsLeft) {
        this.position = position;
        this.objectsLeft = objectsLeft;
    }

    void enter() {
        if (--depthLeft < 0) {
            throw Refusal.invalid("nested deeper than " + limits.maxDepth() + " levels, or a cycle");
        }
    }

    void leave() {
        depthLeft++;
    }

    void putByte(int value) {
        ensure(1);
        buffer[position++] = (byte) value;
    }

    void putBoolean(boolean value) {
        putByte(value ? 1 : 0);
    }

    /** Unsigned LEB128. */
    void putVarint(int value) {
        ensure(LONGEST_VARINT);
        byte[] to = buffer;
        int at = position;
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            to[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        position = at;
    }

    /** Unsigned LEB128. */
    void putVarint64(long value) {
        ensure(LONGEST_VARINT64);
        byte[] to = buffer;
        int at = position;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        position = at;
    }

    /** Zig-zag. */
    void putInt(int value) {
        putVarint(value << 1 ^ value >> 31);
    }

    /** Zig-zag. */
    void putLong(long value) {
        putVarint64(value << 1 ^ value >> 63);
    }

    void putFixed32(int value) {
        ensure(4);
        INTS.set(buffer, position, value);
        position += 4;
    }

    void putFixed64(long value) {
        ensure(8);
        LONGS.set(buffer, position, value);
        position += 8;
    }

    void putFloat(float value) {
        putFixed32(Float.floatToRawIntBits(value));
    }

    void putDouble(double value) {
        putFixed64(Double.doubleToRawLongBits(value));
    }

    void putRaw(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, position, bytes.length);
        position += bytes.length;
    }

    /** {@code varint(length + 1)} and UTF-8; 0 for null. */
    void putString(@Nullable String text) {
        if (text == null) {
            putByte(0);
            return;
        }
        int chars = text.length();
        int start = position;
        ensure((long) chars + LONGEST_VARINT);
        putVarint(chars + 1);
        byte[] to = buffer;
        int at = position;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                putWide(text, start);
                return;
            }
            to[at++] = (byte) c;
        }
        position = at;
    }

    private void putWide(String text, int start) {
        long bytes = Utf8.length(text);
        if (bytes < 0) {
            throw Refusal.invalid("a string with half of a surrogate pair");
        }
        position = start;
        ensure(bytes + LONGEST_VARINT);
        putVarint((int) bytes + 1);
        position = Utf8.encode(text, buffer, position);
    }

    private void ensure(long more) {
        if (capacity - position < more) {
            grow(position + more);
        }
    }

    private void grow(long needed) {
        // a last varint may have asked for more than it needs
        long most = Math.min((long) limits.maxBytes() + LONGEST_VARINT64, LARGEST_ARRAY);
        if (needed > most) {
            throw tooLarge();
        }
        buffer = Arrays.copyOf(buffer, (int) Math.max(needed, Math.min(2L * capacity, most)));
        capacity = buffer.length;
    }

    private Refusal tooLarge() {
        return Refusal.tooLarge(
                "the message is too large (limit: " + limits.maxBytes() + " bytes, WireLimits.withMaxMessage)");
    }
}
