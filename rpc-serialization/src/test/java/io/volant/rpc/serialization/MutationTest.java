package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Payload;
import io.volant.rpc.ServiceCodec;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;

/** Damages valid messages of every shape at random. {@code -Dvolant.seed=…} repeats a run, {@code -Dvolant.mutations=…} sets how many. */
class MutationTest {
    private static final int MUTATIONS = Integer.getInteger("volant.mutations", 40_000);
    private static final long SEED = Long.getLong("volant.seed", new Random().nextLong());

    /** A new scratch, an exception with its path, and a root of every kind. */
    private static final long ANY_MESSAGE = 256 << 10;

    /** A byte becomes at most an empty map, or a deque with its first array. */
    private static final long EACH_BYTE = 256;

    private record Message(Consumer<Payload> decoder, Payload body) {}

    @Test
    @Timeout(300)
    void noMutationOfAValidMessageDoesHarm() throws UnknownHostException {
        System.out.println("seed " + SEED + ", " + MUTATIONS + " mutations");
        Random random = new Random(SEED);
        List<Message> messages = messages();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Message message = messages.get(random.nextInt(messages.size()));
            byte[] body = bytes(message.body());
            for (int n = random.nextInt(3); n >= 0; n--) {
                body = mutate(body, random);
            }
            refused += decode(message.decoder(), body) ? 0 : 1;
        }
        System.out.println(refused + " refused");
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS);
    }

    /** Whether the body was read; anything but a value or a {@link CodecException} fails the test. */
    private static boolean decode(Consumer<Payload> decoder, byte[] body) {
        boolean[] read = new boolean[1];
        long most = ANY_MESSAGE + EACH_BYTE * body.length;
        long allocated = Allocation.bytesOf(most, () -> {
            try {
                decoder.accept(Payload.of(body));
                read[0] = true;
            } catch (CodecException e) {
                assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + SEED + ": " + HexFormat.of().formatHex(body), e);
            }
        });
        assertThat(allocated)
                .as("seed %s: %s", SEED, HexFormat.of().formatHex(body))
                .isLessThan(most);
        return read[0];
    }

    private static byte[] mutate(byte[] body, Random random) {
        int at = body.length == 0 ? 0 : random.nextInt(body.length);
        return switch (random.nextInt(7)) {
            case 0 -> flipped(body, at, random.nextInt(8));
            case 1 -> replaced(body, at, new byte[] {(byte) random.nextInt(256)});
            case 2 -> Arrays.copyOf(body, at);
            case 3 -> spliced(body, at, at, new byte[] {(byte) random.nextInt(256)});
            case 4 -> spliced(body, at, Math.min(body.length, at + 1 + random.nextInt(4)), new byte[0]);
            case 5 -> spliced(body, at, Math.min(body.length, at + 1), varint(random.nextInt() >>> random.nextInt(32)));
            default ->
                spliced(body, at, at, Arrays.copyOfRange(body, at, Math.min(body.length, at + random.nextInt(64))));
        };
    }

    private static byte[] flipped(byte[] body, int at, int bit) {
        return body.length == 0 ? body : replaced(body, at, new byte[] {(byte) (body[at] ^ 1 << bit)});
    }

    private static byte[] replaced(byte[] body, int at, byte[] by) {
        return spliced(body, at, Math.min(body.length, at + by.length), by);
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] by) {
        byte[] mutated = new byte[from + by.length + body.length - to];
        System.arraycopy(body, 0, mutated, 0, from);
        System.arraycopy(by, 0, mutated, from, by.length);
        System.arraycopy(body, to, mutated, from + by.length, body.length - to);
        return mutated;
    }

    private static byte[] bytes(Payload payload) {
        return Arrays.copyOfRange(payload.array(), payload.offset(), payload.offset() + payload.length());
    }

    private static byte[] varint(int value) {
        WireOutput out = new WireOutput();
        out.putVarint(value);
        return Arrays.copyOf(out.getBuffer(), out.position());
    }

    private static List<Message> messages() throws UnknownHostException {
        List<Message> messages = new ArrayList<>();
        add(messages, Codecs.of(LeafRoundTripTest.Leafy.class), LeafRoundTripTest.values());
        add(messages, Codecs.of(ContainerRoundTripTest.Containers.class), ContainerRoundTripTest.values());
        add(messages, Codecs.of(ObjectRoundTripTest.Objects.class), ObjectRoundTripTest.values());
        add(messages, Codecs.of(UnionRoundTripTest.Drawing.class), UnionRoundTripTest.values());
        add(messages, Codecs.of(ConstructorBeanTest.Beans.class), ConstructorBeanTest.values());
        MethodCodec failing = Codecs.method(ExceptionFieldsTest.Failing.class, "fail");
        ExceptionFieldsTest.thrown()
                .forEach(e -> messages.add(new Message(failing::decodeException, failing.encodeException(e))));
        return messages;
    }

    private static void add(List<Message> messages, ServiceCodec service, Stream<Arguments> values) {
        values.forEach(value -> {
            MethodCodec codec = Codecs.method(service, (String) value.get()[0]);
            Payload body = codec.encodeArguments(new Object[] {value.get()[1]});
            messages.add(new Message(codec::decodeArguments, body));
        });
    }
}
