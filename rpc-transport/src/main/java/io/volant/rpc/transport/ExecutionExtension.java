package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Extension 5 of a REQUEST, of a call that must not be executed twice, and which may be asked again:
 *
 * <pre>
 * 05 varint length   varint64 sequence   varint64 acknowledged   [u64 u64 epoch]
 * </pre>
 *
 * <p>Without an epoch it is the first attempt of a call of this connection. With one, the call was sent before, with this sequence,
 * over the connection of that epoch.
 *
 * <p>A reader that is used again for every frame of its connection. Confined to the event loop.
 */
final class ExecutionExtension {
    static final int TYPE = 5;

    private boolean present;
    private long sequence;
    private long acknowledged;
    private @Nullable Epoch epoch;

    /** Reads what a first frame says whose extensions were {@linkplain ExtensionsCodec#check checked}; a {@link CallFault} where it is malformed. */
    void read(FrameHeader frame) {
        present = false;
        epoch = null;
        if (!frame.hasExtensions()) {
            return;
        }
        ByteBuf in = frame.buffer();
        int length = ExtensionsCodec.find(in, frame.extensionsStart(), frame.extensionsLength(), TYPE);
        if (length < 0) {
            return;
        }
        int end = in.readerIndex() + length;
        try {
            sequence = Varint.read64(in, end);
            acknowledged = Varint.read64(in, end);
        } catch (ProtocolFault fault) {
            throw malformed(fault.detail());
        }
        int left = end - in.readerIndex();
        if (sequence == 0 || (left != 0 && left != Epoch.LENGTH)) {
            throw malformed("sequence " + sequence + ", then " + left
                    + " bytes (expected: a sequence from 1 on, then 0 or " + Epoch.LENGTH + " bytes)");
        }
        if (left > 0) {
            epoch = new Epoch(in.readLong(), in.readLong());
        }
        present = true;
    }

    private static CallFault malformed(String detail) {
        return new CallFault(Rule.EXECUTION, Status.INVALID_ARGUMENT, "extension " + TYPE + ": " + detail);
    }

    boolean present() {
        return present;
    }

    /** Which call of its epoch. */
    long sequence() {
        return sequence;
    }

    /** How many answers of this connection its client has read. */
    long acknowledged() {
        return acknowledged;
    }

    /** Of the connection that the first attempt went over; null where this is the first attempt. */
    @Nullable
    Epoch epoch() {
        return epoch;
    }

    /** How many bytes {@link #write} takes. */
    static int size(long sequence, long acknowledged, @Nullable Epoch epoch) {
        return 2 + valueSize(sequence, acknowledged, epoch);
    }

    static void write(ByteBuf out, long sequence, long acknowledged, @Nullable Epoch epoch) {
        out.writeByte(TYPE);
        out.writeByte(valueSize(sequence, acknowledged, epoch));
        Varint.write64(out, sequence);
        Varint.write64(out, acknowledged);
        if (epoch != null) {
            out.writeLong(epoch.high());
            out.writeLong(epoch.low());
        }
    }

    private static int valueSize(long sequence, long acknowledged, @Nullable Epoch epoch) {
        return Varint.size64(sequence) + Varint.size64(acknowledged) + (epoch == null ? 0 : Epoch.LENGTH);
    }
}
