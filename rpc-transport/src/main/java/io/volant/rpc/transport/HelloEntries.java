package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Walks over the entries (TLVs) of a hello: at most the first {@link Tlv#MOST_READ}, each type once,
 * each value within its own bounds.
 *
 * <p>Whatever is wrong with them is a {@link ProtocolFault}.
 */
final class HelloEntries {
    static final int INSTANCE_LENGTH = 3 * Long.BYTES;

    private static final int MOST_TYPE = 0xFFFF;

    private final ByteBuf in;
    private final int end;
    private final BitSet seen = new BitSet();
    private int read;
    private int type;
    private int valueEnd;

    HelloEntries(ByteBuf in, int end) {
        this.in = in;
        this.end = end;
        this.valueEnd = in.readerIndex();
    }

    /** Moves to the next entry, past whatever of the last one was not read. */
    boolean next() {
        in.readerIndex(valueEnd);
        if (valueEnd == end || read == Tlv.MOST_READ) {
            return false;
        }
        read++;
        type = Varint.read32(in, end);
        int length = Varint.read32(in, end);
        if (length > end - in.readerIndex()) {
            throw malformed(length + " bytes announced, " + (end - in.readerIndex()) + " left");
        }
        if (type > MOST_TYPE || seen.get(type)) {
            throw malformed("expected: a type of at most " + MOST_TYPE + ", once");
        }
        seen.set(type);
        valueEnd = in.readerIndex() + length;
        return true;
    }

    int type() {
        return type;
    }

    /** Passes over an entry of a type unknown here; refuses a critical one. */
    void skip() {
        if (Tlv.critical(type)) {
            throw new ProtocolFault(Rule.TLV_CRITICAL, "entry " + type + ": unknown here, and critical");
        }
    }

    int number() {
        int value = Varint.read32(in, valueEnd);
        if (in.readerIndex() != valueEnd) {
            throw malformed("bytes after the number");
        }
        return value;
    }

    String text(String field) {
        return WireString.readRest(in, valueEnd, Introduction.MAX_STRING, field);
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        while (in.readerIndex() < valueEnd) {
            if (texts.size() == Introduction.MAX_COMPRESSORS) {
                throw malformed("expected: at most " + Introduction.MAX_COMPRESSORS + " names");
            }
            texts.add(WireString.read(in, valueEnd, Introduction.MAX_STRING, field));
        }
        return texts;
    }

    Instance instance() {
        if (valueEnd - in.readerIndex() != INSTANCE_LENGTH) {
            throw malformed("expected: " + INSTANCE_LENGTH + " bytes");
        }
        return new Instance(in.readLong(), in.readLong(), in.readLong());
    }

    Epoch epoch() {
        if (valueEnd - in.readerIndex() != Epoch.LENGTH) {
            throw malformed("expected: " + Epoch.LENGTH + " bytes");
        }
        return new Epoch(in.readLong(), in.readLong());
    }

    private ProtocolFault malformed(String detail) {
        return new ProtocolFault(Rule.TLV, "entry " + type + ": " + detail);
    }
}
