package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;

/**
 * Offsets and limits of a frame: the wire, drawn once.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------------------------------------------------------+
 * |            length: bytes after this field, at least 8         |  0
 * +---------------+---------------+-------------------------------+
 * |     type      | F D M C 0 T X 0 |             aux             |  4
 * +---------------+---------------+-------------------------------+
 * |           call id: side(1) generation(17) slot(14)            |  8
 * +---------------------------------------------------------------+
 * | [D] varint deadline ms                                        | 12
 * | [X] varint n, n bytes of extensions                           |
 * | [M] varint n, n bytes of metadata                             |
 * | [T] varint queue µs, varint service µs                        |
 * | [F] varint total length of the message (first frame only)     |
 * | [C] u8 encoding, varint original length                       |
 * | body                                                          |
 * +---------------------------------------------------------------+
 * | [u32 CRC32C], where the handshake agreed on it                |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Big-endian. The first eight bytes are read as one long, the call id as one int.
 */
final class FrameLayout {
    static final int LENGTH_OFFSET = 0;
    static final int TYPE_OFFSET = 4;
    static final int FLAGS_OFFSET = 5;
    static final int AUX_OFFSET = 6;
    static final int CALL_ID_OFFSET = 8;
    static final int HEADER_LENGTH = 12;

    /** Bytes of the length field, which it does not count. */
    static final int LENGTH_FIELD = 4;

    /** The least value of the length field: type, flags, aux and call id. */
    static final int MIN_LENGTH = HEADER_LENGTH - LENGTH_FIELD;

    static final int CHECKSUM_LENGTH = 4;

    /** Most bytes of one extensions element. */
    static final int MAX_EXTENSIONS = 4 * 1024;

    private FrameLayout() {}

    /** The first eight bytes as one value; taken apart by the four methods below. */
    static long head(ByteBuf buffer, int frame) {
        return buffer.getLong(frame + LENGTH_OFFSET);
    }

    static long length(long head) {
        return head >>> 32;
    }

    static int type(long head) {
        return (int) (head >>> 24) & 0xFF;
    }

    static int flags(long head) {
        return (int) (head >>> 16) & 0xFF;
    }

    static int aux(long head) {
        return (int) head & 0xFFFF;
    }

    static long head(int length, int type, int flags, int aux) {
        return ((long) length << 32) | ((type & 0xFFL) << 24) | ((flags & 0xFFL) << 16) | (aux & 0xFFFFL);
    }

    static int callId(ByteBuf buffer, int frame) {
        return buffer.getInt(frame + CALL_ID_OFFSET);
    }
}
