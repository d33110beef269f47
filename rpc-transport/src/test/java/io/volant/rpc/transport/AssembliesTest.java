package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class AssembliesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] BODY = new byte[1_000];

    private final Assemblies<String> assemblies = new Assemblies<>(3_000);

    static {
        for (int i = 0; i < BODY.length; i++) {
            BODY[i] = (byte) i;
        }
    }

    @Test
    void partsBecomeAWhole() {
        assertThat(assemblies.begin(1, "call", first(1, 400))).isTrue();
        assertThat(assemblies.next(fragment(1, 1, true, 400, 500))).isNull();

        Assembly<String> whole = assemblies.next(fragment(1, 2, false, 900, 100));

        assertThat(whole.owner).isEqualTo("call");
        assertThat(whole.body().toByteBuffer()).isEqualTo(ByteBuffer.wrap(BODY));
        assertThat(assemblies.reserved()).isZero();
    }

    /** A little over a power of two, as arguments are of which most is an array: an eighth of it comes before it grows. */
    @Test
    void aMessageOfAMegabyteGrowsOnceAndToItsLength() {
        byte[] body = new byte[(1 << 20) + 3];
        int piece = 64 << 10;
        List<FrameHeader> frames = new ArrayList<>();
        for (int at = piece, sequence = 1; at < body.length; at += piece, sequence++) {
            int from = at;
            int number = sequence;
            int length = Math.min(piece, body.length - at);
            boolean more = at + length < body.length;
            frames.add(read((writer, out) -> writer.fragment(out, 1, number, more, body, from, length)));
        }
        MessageHead head = new MessageHead().start(FrameType.REQUEST, 0, 1);
        FrameHeader first = read((writer, out) -> writer.first(out, head, body.length, body, 0, piece));
        Assemblies<String> roomy = new Assemblies<>(body.length);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        roomy.begin(1, "call", first);
        Assembly<String> whole = null;
        for (FrameHeader frame : frames) {
            whole = roomy.next(frame);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(whole).isNotNull();
        assertThat(whole.body().toByteBuffer()).isEqualTo(ByteBuffer.wrap(body));
        assertThat(allocated).isLessThan(body.length + (192L << 10));
    }

    @Test
    void theAnnouncedLengthIsReservedUntilTheEnd() {
        assertThat(assemblies.begin(1, "a", first(1, 10))).isTrue();
        assertThat(assemblies.begin(2, "b", first(2, 10))).isTrue();
        assertThat(assemblies.begin(3, "c", first(3, 10))).isTrue();
        assertThat(assemblies.reserved()).isEqualTo(3_000);

        assertThat(assemblies.begin(4, "d", first(4, 10))).isFalse();

        assertThat(assemblies.drop(2)).isEqualTo("b");
        assertThat(assemblies.reserved()).isEqualTo(2_000);
        assertThat(assemblies.begin(4, "d", first(4, 10))).isTrue();
    }

    @Test
    void closingGivesEverythingBack() {
        assemblies.begin(1, "a", first(1, 10));
        assemblies.begin(2, "b", first(2, 10));

        assemblies.close();

        assertThat(assemblies.reserved()).isZero();
        assertThat(assemblies.has(1)).isFalse();
    }

    @Test
    void aPartThatIsMissingOrRepeatedIsAFault() {
        assemblies.begin(1, "a", first(1, 10));

        Bytes.fault(Rule.FRAGMENT_SEQUENCE, () -> assemblies.next(fragment(1, 2, true, 10, 10)));
    }

    @Test
    void partsThatDoNotAddUpAreAFault() {
        assemblies.begin(1, "a", first(1, 990));
        Bytes.fault(Rule.FRAGMENT_SUM, () -> assemblies.next(fragment(1, 1, false, 0, 11)));

        assemblies.begin(2, "b", first(2, 990));
        Bytes.fault(Rule.FRAGMENT_SUM, () -> assemblies.next(fragment(2, 1, false, 0, 9)));

        assemblies.begin(3, "c", first(3, 990));
        Bytes.fault(Rule.FRAGMENT_SUM, () -> assemblies.next(fragment(3, 1, true, 0, 10)));
    }

    @Test
    void whatNobodyAssemblesIsSkipped() {
        assertThat(assemblies.next(fragment(9, 1, true, 0, 10))).isNull();
        assertThat(assemblies.drop(9)).isNull();
    }

    private static FrameHeader first(int id, int length) {
        MessageHead head = new MessageHead().start(FrameType.REQUEST, 0, id);
        return read((writer, out) -> writer.first(out, head, BODY.length, BODY, 0, length));
    }

    private static FrameHeader fragment(int id, int sequence, boolean more, int offset, int length) {
        return read((writer, out) -> writer.fragment(out, id, sequence, more, BODY, offset, length));
    }

    private static FrameHeader read(BiConsumer<FrameWriter, ByteBuf> frame) {
        ByteBuf out = Bytes.written(buffer -> frame.accept(new FrameWriter(FrameChecksum.none()), buffer));
        return new FrameReader(0).read(out, 0, out.writerIndex());
    }
}
