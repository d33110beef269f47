package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the body of a frame to be sent: a reusable builder, the sending counterpart of
 * {@link FrameHeader}.
 *
 * <p>{@link #start} forgets everything of the message before. Confined to the event loop; keeps the
 * arrays it is given until the next start.
 */
final class MessageHead {
    /** Aux of a RESPONSE whose result is void or null. */
    static final int NO_BODY = 1;

    private static final byte[] NONE = {};

    private FrameType type = FrameType.REQUEST;
    private int flags;
    private int aux;
    private int callId;
    private int deadlineMillis;
    private byte[] extensions = NONE;
    private long sequence; // 0 where the call may be executed twice
    private long acknowledged;
    private @Nullable Epoch epoch;
    private byte[] metadata = NONE;
    private int queueMicros;
    private int serviceMicros;
    private int encoding;
    private int originalLength;
    private int started;

    /** Begins the head of a REQUEST, ONEWAY, RESPONSE or ERROR without any optional element. */
    MessageHead start(FrameType type, int aux, int callId) {
        this.type = type;
        this.aux = aux;
        this.callId = callId;
        flags = 0;
        extensions = NONE;
        sequence = 0;
        metadata = NONE;
        started++;
        return this;
    }

    /** How many messages were begun. */
    int started() {
        return started;
    }

    /** Remaining milliseconds, at least 1, rounded up. */
    MessageHead deadline(int millis) {
        deadlineMillis = millis;
        flags |= FrameFlags.DEADLINE;
        return this;
    }

    /** Encoded by {@link ExtensionsCodec}; nothing is sent for an empty array. */
    MessageHead extensions(byte[] encoded) {
        extensions = encoded;
        flags = encoded.length == 0 ? flags & ~FrameFlags.EXTENSIONS : flags | FrameFlags.EXTENSIONS;
        return this;
    }

    /** Behind {@link #extensions}: {@link ExecutionExtension}, with the epoch where the call was sent over another connection before. */
    MessageHead execution(long sequence, long acknowledged, @Nullable Epoch epoch) {
        this.sequence = sequence;
        this.acknowledged = acknowledged;
        this.epoch = epoch;
        flags |= FrameFlags.EXTENSIONS;
        return this;
    }

    /** Encoded by {@link MetadataCodec}; nothing is sent for an empty array. */
    MessageHead metadata(byte[] encoded) {
        metadata = encoded;
        flags = encoded.length == 0 ? flags & ~FrameFlags.METADATA : flags | FrameFlags.METADATA;
        return this;
    }

    /** Only where the handshake agreed on server timing. */
    MessageHead timing(int queueMicros, int serviceMicros) {
        this.queueMicros = queueMicros;
        this.serviceMicros = serviceMicros;
        flags |= FrameFlags.TIMING;
        return this;
    }

    /** Which agreed compressor made the body, from 1, and the body's length before it. */
    MessageHead compressed(int encoding, int originalLength) {
        this.encoding = encoding;
        this.originalLength = originalLength;
        flags |= FrameFlags.COMPRESSED;
        return this;
    }

    /** Bytes of header and optional elements of a message sent in one frame. */
    int size() {
        int size = FrameLayout.HEADER_LENGTH;
        if (flags == 0) {
            return size;
        }
        if (FrameFlags.has(flags, FrameFlags.DEADLINE)) {
            size += Varint.size32(deadlineMillis);
        }
        if (FrameFlags.has(flags, FrameFlags.EXTENSIONS)) {
            int length = extensionsLength();
            size += Varint.size32(length) + length;
        }
        if (FrameFlags.has(flags, FrameFlags.METADATA)) {
            size += Varint.size32(metadata.length) + metadata.length;
        }
        if (FrameFlags.has(flags, FrameFlags.TIMING)) {
            size += Varint.size32(queueMicros) + Varint.size32(serviceMicros);
        }
        if (FrameFlags.has(flags, FrameFlags.COMPRESSED)) {
            size += 1 + Varint.size32(originalLength);
        }
        return size;
    }

    FrameType type() {
        return type;
    }

    int flags() {
        return flags;
    }

    int aux() {
        return aux;
    }

    int callId() {
        return callId;
    }

    int deadlineMillis() {
        return deadlineMillis;
    }

    private int extensionsLength() {
        return extensions.length + (sequence == 0 ? 0 : ExecutionExtension.size(sequence, acknowledged, epoch));
    }

    void writeExtensions(ByteBuf out) {
        Varint.write32(out, extensionsLength());
        out.writeBytes(extensions);
        if (sequence != 0) {
            ExecutionExtension.write(out, sequence, acknowledged, epoch);
        }
    }

    byte[] metadata() {
        return metadata;
    }

    int queueMicros() {
        return queueMicros;
    }

    int serviceMicros() {
        return serviceMicros;
    }

    int encoding() {
        return encoding;
    }

    int originalLength() {
        return originalLength;
    }
}
