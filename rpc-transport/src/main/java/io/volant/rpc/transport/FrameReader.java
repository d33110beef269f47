package io.volant.rpc.transport;

import static io.volant.rpc.transport.FrameLayout.HEADER_LENGTH;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Takes whole frames apart in a single pass, without allocation.
 *
 * <pre>
 * before: [12 header][D][X][M][T][F][C][body]      after: a {@link FrameHeader} that points into it
 * </pre>
 *
 * <p>Whatever does not fit its frame is a {@link ProtocolFault}; what is wrong inside extensions,
 * metadata or a body costs one call and is found by their own codecs. Confined to the event loop.
 */
final class FrameReader {
    private final FrameHeader header = new FrameHeader(Unpooled.EMPTY_BUFFER);
    private final boolean timingAgreed;

    /** A reader for a connection whose handshake agreed on these {@link Features}. */
    FrameReader(int agreedFeatures) {
        this.timingAgreed = Features.has(agreedFeatures, Features.SERVER_TIMING);
    }

    /**
     * Reads the frame in {@code [start, end)}, checksum excluded; moves the buffer's reader index.
     * The result is valid until the next call.
     */
    FrameHeader read(ByteBuf in, int start, int end) {
        FrameHeader frame = header;
        long head = FrameLayout.head(in, start);
        FrameType type = FrameType.ofCode(FrameLayout.type(head));
        int flags = FrameLayout.flags(head);
        FrameFlags.check(type, flags);
        frame.buffer = in;
        frame.type = type;
        frame.flags = type == FrameType.IGNORED ? 0 : flags;
        frame.aux = FrameLayout.aux(head);
        frame.callId = FrameLayout.callId(in, start);
        in.readerIndex(start + HEADER_LENGTH);
        readElements(frame, in, end);
        frame.bodyStart = in.readerIndex();
        frame.bodyLength = end - frame.bodyStart;
        if (frame.totalLength < 0) {
            frame.totalLength = frame.bodyLength;
        }
        check(frame);
        return frame;
    }

    private void readElements(FrameHeader frame, ByteBuf in, int end) {
        int flags = frame.flags;
        frame.totalLength = -1;
        frame.deadlineMillis = FrameFlags.has(flags, FrameFlags.DEADLINE) ? deadline(in, end) : 0;
        frame.extensionsLength = 0;
        if (FrameFlags.has(flags, FrameFlags.EXTENSIONS)) {
            frame.extensionsLength = lengthOf("extensions", in, end);
            frame.extensionsStart = in.readerIndex();
            in.readerIndex(frame.extensionsStart + frame.extensionsLength);
        }
        frame.metadataLength = 0;
        if (FrameFlags.has(flags, FrameFlags.METADATA)) {
            frame.metadataLength = lengthOf("metadata", in, end);
            frame.metadataStart = in.readerIndex();
            in.readerIndex(frame.metadataStart + frame.metadataLength);
        }
        frame.queueMicros = 0;
        frame.serviceMicros = 0;
        if (FrameFlags.has(flags, FrameFlags.TIMING)) {
            frame.queueMicros = Varint.read32(in, end);
            frame.serviceMicros = Varint.read32(in, end);
        }
        if (FrameFlags.has(flags, FrameFlags.MORE) && frame.type != FrameType.FRAG) {
            frame.totalLength = Varint.read32(in, end);
        }
        frame.encoding = 0;
        frame.originalLength = 0;
        if (FrameFlags.has(flags, FrameFlags.COMPRESSED)) {
            frame.encoding = encoding(in, end);
            frame.originalLength = Varint.read32(in, end);
        }
    }

    private static int deadline(ByteBuf in, int end) {
        int millis = Varint.read32(in, end);
        if (millis == 0) {
            throw new ProtocolFault(Rule.DEADLINE, "deadline: 0 ms (expected: at least 1)");
        }
        return millis;
    }

    private static int lengthOf(String element, ByteBuf in, int end) {
        int length = Varint.read32(in, end);
        if (length > end - in.readerIndex()) {
            throw new ProtocolFault(
                    Rule.ELEMENTS_FIT,
                    element + ": " + length + " bytes announced, " + (end - in.readerIndex()) + " left in the frame");
        }
        return length;
    }

    private static int encoding(ByteBuf in, int end) {
        if (in.readerIndex() >= end) {
            throw new ProtocolFault(Rule.ELEMENTS_FIT, "encoding: no byte left in the frame");
        }
        return in.readUnsignedByte();
    }

    private void check(FrameHeader frame) {
        FrameType type = frame.type;
        if (type == FrameType.IGNORED) {
            return;
        }
        if (type.ofConnection() != (frame.callId == CallId.CONNECTION)) {
            throw new ProtocolFault(
                    Rule.CALL_ID_OF_TYPE,
                    type + " call id: " + frame.callId + " (expected: " + (type.ofConnection() ? "0" : "not 0") + ")");
        }
        if (type == FrameType.RESPONSE) {
            checkResponse(frame);
        } else if (type == FrameType.ERROR) {
            checkAux(frame, frame.aux != 0, "not 0, which is OK");
        } else if (type == FrameType.BIND) {
            checkAux(frame, frame.aux != 0, "1..65535");
        } else if (type == FrameType.FRAG) {
            checkFragment(frame);
        }
        if (frame.hasTiming() && !timingAgreed) {
            throw new ProtocolFault(Rule.FEATURE_NOT_AGREED, type + ": server timing was not agreed");
        }
        if (frame.moreFollows() && type != FrameType.FRAG && frame.totalLength <= frame.bodyLength) {
            throw new ProtocolFault(
                    Rule.FRAGMENT_TOTAL,
                    type + " total length: " + frame.totalLength + " (expected: more than the " + frame.bodyLength
                            + " bytes of the first frame)");
        }
    }

    private static void checkResponse(FrameHeader frame) {
        checkAux(frame, frame.aux <= MessageHead.NO_BODY, "0 or 1");
        if (frame.aux == MessageHead.NO_BODY
                && (frame.bodyLength > 0 || FrameFlags.has(frame.flags, FrameFlags.MORE | FrameFlags.COMPRESSED))) {
            throw new ProtocolFault(
                    Rule.PAYLOAD, "RESPONSE without a body: " + frame.bodyLength + " bytes of body (expected: none)");
        }
    }

    private static void checkFragment(FrameHeader frame) {
        if (frame.bodyLength == 0) {
            throw new ProtocolFault(Rule.FRAGMENT_SEQUENCE, "FRAG: 0 bytes (expected: at least 1)");
        }
    }

    private static void checkAux(FrameHeader frame, boolean allowed, String expected) {
        if (!allowed) {
            throw new ProtocolFault(
                    Rule.AUX_OF_TYPE, frame.type + " aux: " + frame.aux + " (expected: " + expected + ")");
        }
    }
}
