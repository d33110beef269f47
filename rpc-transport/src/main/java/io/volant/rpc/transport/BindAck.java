package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The payload of a BIND_ACK: which of the methods of a BIND may be called.
 *
 * @param result what may be called
 * @param usable with {@link Result#PARTIAL}: the indices of the methods that may be called
 * @param others with {@link Result#PARTIAL}: why others may not, in ascending order of index
 * @param status with {@link Result#REFUSED}: code of the status that calls of the service end with
 * @param text with {@link Result#REFUSED}: the reason, for people
 */
record BindAck(Result result, BitSet usable, List<Unusable> others, int status, String text) {
    static final int MAX_TEXT = 4096;
    static final int MAX_SCHEMA = 64 * 1024;

    BindAck {
        requireNonNull(text, "text");
        usable = (BitSet) usable.clone();
        others = List.copyOf(others);
    }

    static BindAck allUsable() {
        return new BindAck(Result.ALL_USABLE, new BitSet(), List.of(), 0, "");
    }

    static BindAck sendFull() {
        return new BindAck(Result.SEND_FULL, new BitSet(), List.of(), 0, "");
    }

    static BindAck partial(BitSet usable, List<Unusable> others) {
        return new BindAck(Result.PARTIAL, usable, others, 0, "");
    }

    static BindAck refused(int status, String text) {
        return new BindAck(Result.REFUSED, new BitSet(), List.of(), status, text);
    }

    /** How many bytes of frames {@link #write} takes. */
    int size() {
        return switch (result) {
            case PARTIAL -> {
                int bitmap = (usable.length() + 7) / 8;
                int size = 1 + Varint.size32(bitmap) + bitmap + Varint.size32(others.size());
                for (Unusable other : others) {
                    size += Varint.size32(other.index()) + 1 + WireString.size(other.schema());
                }
                yield size;
            }
            case REFUSED -> 1 + Varint.size32(status) + WireString.size(WireString.cut(text, MAX_TEXT));
            case ALL_USABLE, SEND_FULL -> 1;
        };
    }

    void write(ByteBuf out) {
        out.writeByte(result.code);
        if (result == Result.PARTIAL) {
            byte[] bitmap = usable.toByteArray();
            Varint.write32(out, bitmap.length);
            out.writeBytes(bitmap);
            Varint.write32(out, others.size());
            for (Unusable other : others) {
                Varint.write32(out, other.index());
                out.writeByte(other.reason().code);
                WireString.write(out, other.schema());
            }
        } else if (result == Result.REFUSED) {
            Varint.write32(out, status);
            WireString.write(out, WireString.cut(text, MAX_TEXT));
        }
    }

    /** Reads the answer to a BIND of {@code count} methods; malformed is a {@link ProtocolFault}. */
    static BindAck read(ByteBuf payload, int count) {
        int end = payload.writerIndex();
        ControlPayload.need(payload, end, 1, "BIND_ACK");
        return switch (Result.ofCode(payload.readUnsignedByte())) {
            case ALL_USABLE -> allUsable();
            case SEND_FULL -> sendFull();
            case PARTIAL -> readPartial(payload, end, count);
            case REFUSED ->
                refused(Varint.read32(payload, end), WireString.read(payload, end, MAX_TEXT, "BIND_ACK text"));
        };
    }

    private static BindAck readPartial(ByteBuf payload, int end, int count) {
        int bytes = Varint.read32(payload, end);
        if (bytes > (count + 7) / 8) {
            throw new ProtocolFault(
                    Rule.BIND_ACK, "BIND_ACK bitmap: " + bytes + " bytes (expected: at most " + (count + 7) / 8 + ")");
        }
        ControlPayload.need(payload, end, bytes, "BIND_ACK");
        byte[] bitmap = new byte[bytes];
        payload.readBytes(bitmap);
        BitSet usable = BitSet.valueOf(bitmap);
        if (usable.length() > count) {
            throw new ProtocolFault(
                    Rule.BIND_ACK,
                    "BIND_ACK bitmap: bit " + (usable.length() - 1) + " (expected: below " + count + ")");
        }
        return partial(usable, readOthers(payload, end, count, usable));
    }

    private static List<Unusable> readOthers(ByteBuf payload, int end, int count, BitSet usable) {
        int listed = Varint.read32(payload, end);
        if (listed > count - usable.cardinality()) {
            throw new ProtocolFault(
                    Rule.BIND_ACK,
                    "BIND_ACK list: " + listed + " (expected: at most " + (count - usable.cardinality()) + ")");
        }
        List<Unusable> others = new ArrayList<>(Math.min(listed, 64));
        int last = -1;
        for (int i = 0; i < listed; i++) {
            int index = Varint.read32(payload, end);
            if (index <= last || index >= count || usable.get(index)) {
                throw new ProtocolFault(
                        Rule.BIND_ACK, "BIND_ACK index: " + index + " (expected: an unusable one above " + last + ")");
            }
            last = index;
            ControlPayload.need(payload, end, 1, "BIND_ACK");
            Reason reason = Reason.ofCode(payload.readUnsignedByte());
            others.add(new Unusable(index, reason, WireString.read(payload, end, MAX_SCHEMA, "BIND_ACK schema")));
        }
        return others;
    }

    /**
     * A method that may not be called.
     *
     * @param schema the server's schema text of the method, with {@link Reason#SCHEMA}; empty where it is
     *     not told
     */
    record Unusable(int index, Reason reason, String schema) {
        Unusable {
            requireNonNull(schema, "schema");
        }
    }

    /** What may be called. */
    enum Result {
        /** Every method. */
        ALL_USABLE(0),
        /** Nothing yet: send the full form; what was called meanwhile was not executed. */
        SEND_FULL(1),
        /** Some methods. */
        PARTIAL(2),
        /** None, ever. */
        REFUSED(3);

        private static final Result[] BY_CODE = values();

        private final int code;

        Result(int code) {
            this.code = code;
        }

        static Result ofCode(int code) {
            if (code >= BY_CODE.length) {
                throw new ProtocolFault(Rule.BIND_ACK, "BIND_ACK result: " + code + " (expected: 0..3)");
            }
            return BY_CODE[code];
        }
    }

    /** Why a method may not be called. */
    enum Reason {
        /** Not said, or said in a way that is unknown here. */
        OTHER(0),
        /** The server has no such method. */
        UNKNOWN(1),
        /** The server's method has another schema. */
        SCHEMA(2),
        /** The caller may not call it. */
        FORBIDDEN(3);

        private static final Reason[] BY_CODE = values();

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        static Reason ofCode(int code) {
            return code < BY_CODE.length ? BY_CODE[code] : OTHER;
        }
    }
}
