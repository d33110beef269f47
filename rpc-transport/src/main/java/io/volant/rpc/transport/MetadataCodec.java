package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Metadata;
import io.volant.rpc.Status;
import java.util.List;
import java.util.Optional;

/**
 * Metadata on the wire: (varint k, for k = 0 string key, varint length, value)*.
 *
 * <p>Numbers from 1 stand for well-known keys. Whatever is wrong is a {@link CallFault}: it costs the
 * call, not the connection.
 */
final class MetadataCodec {
    /** Most entries of one metadata element. */
    static final int MOST_ENTRIES = 64;

    static final int MAX_KEY = 64;

    private static final String TRACE_PARENT = "traceparent";
    private static final int TRACE_PARENT_NUMBER = 1;
    private static final byte[] NONE = {};

    /** Key number n at index n − 1. */
    private static final List<String> WELL_KNOWN = List.of(TRACE_PARENT, "tracestate", "baggage", "authorization");

    private MetadataCodec() {}

    /** The encoded entries, empty for none; a {@link CallFault} above {@code maxBytes} or 64 entries. */
    static byte[] encode(Metadata metadata, int maxBytes) {
        if (metadata.isEmpty()) {
            return NONE;
        }
        if (metadata.size() > MOST_ENTRIES) {
            throw tooMany(metadata.size());
        }
        ByteBuf out = Unpooled.buffer();
        metadata.forEach((key, value) -> write(out, key, value));
        byte[] encoded = new byte[out.readableBytes()];
        out.readBytes(encoded);
        checkLength(encoded.length, maxBytes);
        return encoded;
    }

    /**
     * Reads metadata of {@code length} bytes; a {@link CallFault} where it is malformed, longer than
     * {@code maxBytes}, names a key twice or a reserved one. Moves the buffer's reader index.
     */
    static Metadata decode(ByteBuf in, int start, int length, int maxBytes) {
        checkLength(length, maxBytes);
        int end = start + length;
        in.readerIndex(start);
        try {
            Metadata metadata = Metadata.empty();
            int entries = 0;
            while (in.readerIndex() < end) {
                if (++entries > MOST_ENTRIES) {
                    throw tooMany(entries);
                }
                metadata = readEntry(in, end, metadata);
            }
            return metadata;
        } catch (ProtocolFault e) {
            throw new CallFault(Rule.METADATA, Status.INVALID_ARGUMENT, "metadata: " + e.detail());
        } catch (IllegalArgumentException e) {
            throw new CallFault(Rule.METADATA, Status.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        }
    }

    private static void write(ByteBuf out, String key, byte[] value) {
        int number = WELL_KNOWN.indexOf(key) + 1;
        byte[] sent = value;
        if (number == TRACE_PARENT_NUMBER) {
            Optional<byte[]> binary = TraceParent.toBinary(value);
            number = binary.isPresent() ? number : 0;
            sent = binary.orElse(value);
        }
        Varint.write32(out, number);
        if (number == 0) {
            WireString.write(out, key);
        }
        Varint.write32(out, sent.length);
        out.writeBytes(sent);
    }

    private static Metadata readEntry(ByteBuf in, int end, Metadata before) {
        int number = Varint.read32(in, end);
        String key = "";
        if (number == 0) {
            key = WireString.read(in, end, MAX_KEY, "metadata key");
        } else if (number <= WELL_KNOWN.size()) {
            key = WELL_KNOWN.get(number - 1);
        }
        int length = Varint.read32(in, end);
        if (length > end - in.readerIndex()) {
            throw new IllegalArgumentException(
                    "metadata value: " + length + " bytes announced, " + (end - in.readerIndex()) + " left");
        }
        if (number > WELL_KNOWN.size()) {
            in.skipBytes(length); // a key of a later minor version
            return before;
        }
        byte[] value = new byte[length];
        in.readBytes(value);
        if (number == TRACE_PARENT_NUMBER) {
            value = traceParent(value);
        }
        Metadata after = before.with(key, value);
        if (after.size() == before.size()) {
            throw new IllegalArgumentException("metadata key: \"" + key + "\" twice");
        }
        return after;
    }

    private static byte[] traceParent(byte[] value) {
        if (value.length != TraceParent.BINARY_LENGTH) {
            throw new IllegalArgumentException("metadata value of traceparent: " + value.length + " bytes (expected: "
                    + TraceParent.BINARY_LENGTH + ")");
        }
        return TraceParent.toText(value);
    }

    private static void checkLength(int length, int maxBytes) {
        if (length > maxBytes) {
            throw new CallFault(
                    Rule.METADATA_SIZE,
                    Status.RESOURCE_EXHAUSTED,
                    "metadata: " + length + " bytes (expected: at most " + maxBytes + ")");
        }
    }

    private static CallFault tooMany(int entries) {
        return new CallFault(
                Rule.METADATA_SIZE,
                Status.RESOURCE_EXHAUSTED,
                "metadata: " + entries + " entries (expected: at most " + MOST_ENTRIES + ")");
    }
}
