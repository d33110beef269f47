package io.volant.rpc;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Encoded arguments, an encoded result or an encoded exception: a range of a heap array.
 *
 * <p>The range is never written again once the payload exists, so it may be shared by every attempt of a call. A payload that
 * a transport hands to a decoder may be a view of a buffer that is reused afterwards; the decoder keeps nothing of it.
 */
public final class Payload {
    private static final Payload EMPTY = new Payload(new byte[0], 0, 0);
    private static final Payload[] SINGLE = single(); // by the byte, as of 0 to 255

    private final byte[] array;
    private final int offset;
    private final int length;

    private Payload(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The payload without bytes: no arguments, or a void or null result. */
    public static Payload empty() {
        return EMPTY;
    }

    /** The payload of one byte, as that of a {@code boolean} is; shared, so that the commonest results cost no object. */
    public static Payload of(byte only) {
        return SINGLE[only & 0xff];
    }

    private static Payload[] single() {
        Payload[] single = new Payload[256];
        for (int i = 0; i < single.length; i++) {
            single[i] = new Payload(new byte[] {(byte) i}, 0, 1);
        }
        return single;
    }

    /** Takes ownership of {@code array}. */
    public static Payload of(byte[] array) {
        return array.length == 0 ? EMPTY : new Payload(array, 0, array.length);
    }

    /** Takes ownership of the range. */
    public static Payload of(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return length == 0 ? EMPTY : new Payload(array, offset, length);
    }

    /** The backing array, to be read only, from {@link #offset()} for {@link #length()} bytes. */
    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** A read-only view. */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    @Override
    public String toString() {
        return "Payload[" + length + " bytes]"; // never the content: it may be somebody's secret
    }
}
