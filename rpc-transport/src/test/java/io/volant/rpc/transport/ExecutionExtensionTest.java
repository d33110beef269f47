package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Priority;
import io.volant.rpc.Status;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionExtensionTest {
    private static final Epoch EPOCH = new Epoch(Long.MIN_VALUE, 7);

    private final MessageHead head = new MessageHead();
    private final FrameWriter writer = new FrameWriter(FrameChecksum.none());
    private final FrameReader reader = new FrameReader(0);
    private final ExecutionExtension said = new ExecutionExtension();

    @ParameterizedTest
    @ValueSource(longs = {1, 127, 128, Integer.MAX_VALUE, Long.MAX_VALUE})
    void whatIsWrittenIsRead(long number) {
        for (Epoch epoch : new Epoch[] {EPOCH, null}) {
            for (Priority priority : Priority.values()) {
                head.start(FrameType.REQUEST, 3, 7)
                        .extensions(PriorityExtension.of(priority))
                        .execution(number, number - 1, epoch);

                FrameHeader frame = read();

                assertThat(said.present()).isTrue();
                assertThat(said.sequence()).isEqualTo(number);
                assertThat(said.acknowledged()).isEqualTo(number - 1);
                assertThat(said.epoch()).isEqualTo(epoch);
                assertThat(PriorityExtension.in(frame)).isEqualTo(priority);
            }
        }
    }

    @Test
    void aHeadThatIsUsedAgainForgetsIt() {
        head.start(FrameType.REQUEST, 3, 7).execution(1, 0, EPOCH);
        read();
        head.start(FrameType.REQUEST, 3, 7);
        read();

        assertThat(said.present()).isFalse();
        assertThat(said.epoch()).isNull();
    }

    @Test
    void itsSizeIsWhatItTakes() {
        for (Epoch epoch : new Epoch[] {EPOCH, null}) {
            for (long number : new long[] {1, 128, Long.MAX_VALUE}) {
                ByteBuf out = Bytes.written(o -> ExecutionExtension.write(o, number, number, epoch));
                assertThat(ExecutionExtension.size(number, number, epoch)).isEqualTo(out.readableBytes());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "300", "9223372036854775807"})
    void cutOffAtAnyByteItIsRefused(long number) {
        ByteBuf whole = Bytes.written(o -> ExecutionExtension.write(o, number, number, EPOCH));
        byte[] value = new byte[whole.readableBytes() - 2];
        whole.getBytes(2, value);
        int first = ExecutionExtension.size(number, number, null) - 2;
        for (int length = 0; length < value.length; length++) {
            if (length != first) { // which is one without an epoch
                refused(Arrays.copyOf(value, length));
            }
        }
        refused(Arrays.copyOf(value, value.length + 1));
    }

    @Test
    void aSequenceOfZeroIsRefused() {
        refused(new byte[] {0, 1});
    }

    private void refused(byte[] value) {
        ByteBuf extension = Bytes.written(o -> ExtensionsCodec.write(o, ExecutionExtension.TYPE, value));
        byte[] bytes = new byte[extension.readableBytes()];
        extension.readBytes(bytes);
        head.start(FrameType.REQUEST, 3, 7).extensions(bytes);

        assertThat(Bytes.callFault(Rule.EXECUTION, this::read).status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(said.present()).isFalse();
    }

    private FrameHeader read() {
        ByteBuf out = Bytes.written(o -> writer.message(o, head, new byte[] {9}, 0, 1));
        FrameHeader frame = reader.read(out, 0, out.writerIndex());
        ExtensionsCodec.check(out, frame.extensionsStart(), frame.extensionsLength());
        said.read(frame);
        assertThat(out.getByte(frame.bodyStart())).isEqualTo((byte) 9);
        return frame;
    }
}
