package io.volant.rpc.transport;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A few bytes of the frame layer that promise a lot. {@link WireBombTest} runs this in a JVM with a small heap; every line that it
 * prints is a bomb, what it cost, and what it was answered with.
 */
final class WireBombs {
    private static final int MOST = Integer.MAX_VALUE;
    private static final int LARGEST_FRAME = 256 << 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private WireBombs() {}

    public static void main(String[] arguments) {
        metadata();
        hellos();
        frames();
        controls();
        assemblies();
    }

    private static void metadata() {
        bomb("metadata value", () -> decode(varints(2, MOST)));
        bomb("metadata key", () -> decode(varints(0, MOST)));
        bomb("metadata entries", () -> decode(Bytes.of("0500".repeat(4_000))));
        bomb("metadata element", () -> MetadataCodec.decode(Unpooled.wrappedBuffer(new byte[8]), 0, MOST, 8_192));
        bomb("extension", () -> ExtensionsCodec.check(varints(1, MOST), 0, 6));
        bomb("extensions", () -> ExtensionsCodec.check(Unpooled.wrappedBuffer(new byte[8]), 0, MOST));
    }

    private static void decode(ByteBuf entries) {
        MetadataCodec.decode(entries, 0, entries.readableBytes(), 8_192);
    }

    private static void hellos() {
        bomb("entry length", () -> readEntries(varints(Tlv.NAME, MOST)));
        bomb("entry type", () -> readEntries(varints(MOST, 0)));
        bomb("entry twice", () -> readEntries(varints(99, 0, 99, 0)));
        bomb("compressors", () -> readEntries(varints(Tlv.COMPRESSORS, 4_000).writeZero(4_000)));
        bomb("largest frame", () -> readEntries(varints(Tlv.SERIALIZER, 1, 'k', Tlv.LARGEST_FRAME, 5, MOST)));
        bomb("hello length", () -> HandshakeCodec.wholeLength(Bytes.of("f7525043 ffff")));
    }

    private static void readEntries(ByteBuf entries) {
        IntroductionCodec.read(entries, entries.writerIndex());
    }

    private static void frames() {
        for (String length : List.of("ffffffff", "80000000", "7fffffff", "00040001", "00000000")) {
            bomb("frame length " + length, () -> split(length));
        }
        bomb("metadata of a frame", () -> split("00000010 10200000 00000001 ffffffff07 000000".replace(" ", "")));
        bomb("extensions of a frame", () -> split("00000010 10020000 00000001 ffffffff07 000000".replace(" ", "")));
        bomb("a thousand frames announced", () -> {
            List<FrameSplitter> splitters = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                FrameSplitter splitter = splitter();
                splitter.split(Bytes.of("00040000 10"));
                splitters.add(splitter);
            }
            splitters.forEach(FrameSplitter::close);
            throw new ProtocolFault(Rule.FRAME_TIME, "announced and never sent");
        });
    }

    private static void split(String hex) {
        try (FrameSplitter splitter = splitter()) {
            splitter.split(Bytes.of(hex));
        }
    }

    private static FrameSplitter splitter() {
        FrameReader reader = new FrameReader(0);
        return new FrameSplitter(
                new UnpooledByteBufAllocator(false), LARGEST_FRAME, FrameChecksum.none(), reader::read);
    }

    private static void controls() {
        bomb("methods of a BIND", () -> BindFrame.read(Bytes.of("0000 01 00 00 0000000000000001 808004")));
        bomb("service of a BIND", () -> BindFrame.read(Bytes.of("0000 00 ffffffff07")));
        bomb("bitmap of a BIND_ACK", () -> BindAck.read(Bytes.of("02 ffffffff07"), 65_536));
        bomb("list of a BIND_ACK", () -> BindAck.read(Bytes.of("02 00 808004"), 65_536));
        bomb("text of a GOAWAY", () -> GoAwayFrame.read(1, Bytes.of("00 00 00 ffffffff07")));
        bomb("text of an ERROR", () -> {
            throw new ProtocolFault(
                    Rule.PAYLOAD,
                    ErrorFrame.decode(13, Bytes.of("00 00 ffffffff07")).message());
        });
    }

    /** Messages announced with 16 MiB each, of which one byte comes: what is announced is reserved, not allocated. */
    private static void assemblies() {
        bomb("four messages announced", () -> {
            Assemblies<Integer> assemblies = new Assemblies<>(64 << 20);
            int begun = 0;
            while (assemblies.begin(begun + 1, begun, first(begun + 1, 16 << 20))) {
                begun++;
            }
            assemblies.close();
            throw new ProtocolFault(Rule.FRAGMENT_TOTAL, "no room for message " + begun);
        });
        bomb("a message of 2 GB", () -> {
            Assemblies<Integer> assemblies = new Assemblies<>(64 << 20);
            boolean begun = assemblies.begin(1, 1, first(1, MOST));
            throw new ProtocolFault(Rule.FRAGMENT_TOTAL, begun ? "begun" : "no room");
        });
    }

    private static FrameHeader first(int callId, int total) {
        ByteBuf out = Unpooled.buffer();
        MessageHead head = new MessageHead().start(FrameType.REQUEST, 0, callId);
        new FrameWriter(FrameChecksum.none()).first(out, head, total, new byte[1], 0, 1);
        return new FrameReader(0).read(out, 0, out.writerIndex());
    }

    private static ByteBuf varints(int... values) {
        ByteBuf out = Unpooled.buffer();
        for (int value : values) {
            Varint.write32(out, value);
        }
        return out;
    }

    /** Runs the bomb once to load what it needs and once to measure. */
    private static void bomb(String name, Runnable bomb) {
        answer(name, bomb);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        String answer = answer(name, bomb);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        System.out.println(name + "\t" + bytes + "\t" + answer);
    }

    private static String answer(String name, Runnable bomb) {
        try {
            bomb.run();
        } catch (ProtocolFault | CallFault refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new IllegalStateException(name + " was accepted");
    }
}
