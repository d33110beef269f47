package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Priority;

/**
 * Extension 1 of a REQUEST or ONEWAY: what the call is worth to its caller. Absent for the normal priority.
 *
 * <pre>
 * 01 varint length, u8 number, whatever may follow one day
 * </pre>
 */
final class PriorityExtension {
    static final int TYPE = 1;

    private static final byte[] NONE = {};
    private static final byte[] SHEDDABLE = encode(Priority.SHEDDABLE);
    private static final byte[] BATCH = encode(Priority.BATCH);
    private static final byte[] CRITICAL = encode(Priority.CRITICAL);

    private PriorityExtension() {}

    /** The extensions of a call of that priority; to be read only. */
    static byte[] of(Priority priority) {
        return switch (priority) {
            case SHEDDABLE -> SHEDDABLE;
            case BATCH -> BATCH;
            case NORMAL -> NONE;
            case CRITICAL -> CRITICAL;
        };
    }

    /** The priority of a call whose extensions were {@linkplain ExtensionsCodec#check checked}; whatever it says is some priority. */
    static Priority in(FrameHeader frame) {
        if (!frame.hasExtensions()) {
            return Priority.NORMAL;
        }
        ByteBuf in = frame.buffer();
        int length = ExtensionsCodec.find(in, frame.extensionsStart(), frame.extensionsLength(), TYPE);
        return length <= 0 ? Priority.NORMAL : Priority.of(in.readUnsignedByte());
    }

    private static byte[] encode(Priority priority) {
        ByteBuf out = Unpooled.buffer();
        ExtensionsCodec.write(out, TYPE, new byte[] {(byte) priority.code()});
        return ByteBufUtil.getBytes(out);
    }
}
