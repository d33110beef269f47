package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Payload;
import io.volant.rpc.RpcService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchPoolTest {
    @SuppressWarnings("ArrayRecordComponent")
    record Message(int number, List<String> texts, byte[] raw) {}

    /** Uses the serializer inside of a decode. */
    record Nested(int number) {
        Nested {
            assertThat(Codecs.method(Echo.class, "again").encodeResult("x").length())
                    .isEqualTo(2);
        }
    }

    @RpcService
    interface Echo {
        Message echo(Message v);

        String again(String v);

        Nested nested(Nested v);
    }

    @Test
    void whatIsGivenBackIsTakenAgain() {
        ScratchPool pool = new ScratchPool(2);
        Scratch first = pool.take();
        Scratch second = pool.take();
        Scratch third = pool.take();
        pool.give(first);
        pool.give(second);
        pool.give(third); // one too many

        Set<Scratch> again = new HashSet<>(List.of(pool.take(), pool.take()));

        assertThat(again).containsExactlyInAnyOrder(first, second);
        assertThat(pool.take()).isNotIn(first, second, third);
    }

    @ParameterizedTest
    @ValueSource(ints = {300 << 10, 500 << 10}) // which does not fill what it has grown to, and which does
    void aLargeMessageLeavesItsScratchAndTakesTheBuffer(int size) {
        ScratchPool pool = new ScratchPool(1);
        Scratch scratch = pool.take();
        WireOutput output = scratch.output();
        output.begin(CodecLimits.defaults());
        for (int written = 0; written < size; written += 1 << 10) {
            output.putRaw(new byte[1 << 10]);
        }
        assertThat(output.getBuffer()).hasSize(512 << 10);

        Payload payload = output.toPayload();
        pool.give(scratch);

        assertThat(payload.length()).isEqualTo(size);
        assertThat(pool.take()).isSameAs(scratch);
        assertThat(output.getBuffer()).hasSize(4 << 10).isNotSameAs(payload.array());
    }

    @Test
    void largeMessagesAreWrittenWhole() {
        MethodCodec codec = Codecs.method(Echo.class, "echo");
        for (int size : new int[] {4_090, 260_000, 262_144, 1_000_000, 5_000_000}) {
            byte[] raw = new byte[size];
            raw[size - 1] = 9;
            Payload payload = codec.encodeResult(new Message(1, null, raw));

            assertThat(((Message) codec.decodeResult(payload)).raw()).isEqualTo(raw);
        }
    }

    @Test
    void aPayloadIsNotChangedByTheNextEncode() {
        MethodCodec codec = Codecs.method(Echo.class, "again");
        Payload first = codec.encodeResult("first");
        codec.encodeResult("other");

        assertThat(codec.decodeResult(first)).isEqualTo("first");
    }

    @Test
    void aConstructorMayUseTheSerializer() {
        MethodCodec codec = Codecs.method(Echo.class, "nested");

        assertThat(codec.decodeResult(codec.encodeResult(new Nested(5)))).isEqualTo(new Nested(5));
    }

    @Test
    void aFailureLeavesNothingBehind() {
        MethodCodec codec = Codecs.method(Echo.class, "echo");
        Message message = new Message(7, List.of("a"), null);
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> codec.decodeArguments(Codecs.payload("01 02 05 02")))
                    .isInstanceOf(CodecException.class);
            assertThat(codec.decodeResult(codec.encodeResult(message))).isEqualTo(message);
        }
    }

    @Test
    void anEncodeAllocatesItsPayloadAndLittleElse() {
        MethodCodec codec = Codecs.method(Echo.class, "again");
        for (int i = 0; i < 20_000; i++) {
            codec.encodeResult("hello"); // until it is compiled
        }
        assertThat(Allocation.bytesOf(64, () -> codec.encodeResult("hello"))).isLessThanOrEqualTo(64);
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        MethodCodec codec = Codecs.method(Echo.class, "echo");
        ExecutorService executor = Executors.newFixedThreadPool(32);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 32; t++) {
                int number = t;
                done.add(executor.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        Message message = new Message(number, List.of("t" + number, "i" + i), null);
                        assertThat(codec.decodeResult(codec.encodeResult(message)))
                                .isEqualTo(message);
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
