package io.volant.rpc.benchmarks.fuzz;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.benchmarks.fuzz.Shapes.Sorry;
import io.volant.rpc.serialization.KryoSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body for a method of {@link Shapes}: one byte that picks the method, then the body. What is read is written, and what was
 * written must be read as the same again.
 */
final class BodyFuzz implements Consumer<byte[]> {
    private final Kind kind;
    private final ServiceCodec service;

    BodyFuzz(Kind kind) {
        this.kind = kind;
        Mistakes mistakes = new Mistakes(Shapes.class);
        this.service = new KryoSerializer()
                .compile(ServiceDescriptor.parse(Shapes.class, mistakes), CodecLimits.defaults(), mistakes);
        mistakes.throwIfAny();
    }

    static List<byte[]> seeds(Kind kind) {
        List<byte[]> seeds = new ArrayList<>();
        ServiceCodec service = new BodyFuzz(kind).service;
        Map<String, Object[]> samples = ShapeSamples.all();
        for (MethodDescriptor method : service.service().methods()) {
            Object[] nulls = {null};
            Object[] sample = samples.getOrDefault(method.name(), nulls);
            MethodCodec codec = service.method(method.index());
            Object value = switch (kind) {
                case ARGUMENTS -> sample;
                case RESULT -> sample[0];
                case EXCEPTION -> new Sorry("sorry");
            };
            if (kind != Kind.EXCEPTION || codec.declares((Throwable) requireNonNull(value))) {
                seeds.add(seed(method.index(), kind.encode(codec, value)));
            }
        }
        return seeds;
    }

    private static byte[] seed(int method, Payload body) {
        byte[] seed = new byte[1 + body.length()];
        seed[0] = (byte) method;
        System.arraycopy(body.array(), body.offset(), seed, 1, body.length());
        return seed;
    }

    @Override
    public void accept(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int methods = service.service().methods().size();
        MethodCodec codec = service.method((input[0] & 0xFF) % methods);
        Object value;
        try {
            value = kind.decode(codec, Payload.of(input, 1, input.length - 1));
        } catch (CodecException refused) {
            return;
        }
        Payload written = kind.encode(codec, value);
        Payload again = kind.encode(codec, kind.decode(codec, written));
        if (!sameBytes(written, again)) {
            throw new AssertionError("what was written, " + hex(written) + ", is read and written as " + hex(again));
        }
    }

    /** The bytes of both are the same, in whatever order: hash tables have none. */
    private static boolean sameBytes(Payload a, Payload b) {
        byte[] left = bytes(a);
        byte[] right = bytes(b);
        Arrays.sort(left);
        Arrays.sort(right);
        return Arrays.equals(left, right);
    }

    private static byte[] bytes(Payload payload) {
        return Arrays.copyOfRange(payload.array(), payload.offset(), payload.offset() + payload.length());
    }

    private static String hex(Payload payload) {
        return Corpus.hex(bytes(payload));
    }

    /** Which body of a method. */
    enum Kind {
        ARGUMENTS,
        RESULT,
        EXCEPTION;

        @Nullable
        Object decode(MethodCodec codec, Payload body) {
            return switch (this) {
                case ARGUMENTS -> codec.decodeArguments(body);
                case RESULT -> codec.decodeResult(body);
                case EXCEPTION -> codec.decodeException(body);
            };
        }

        Payload encode(MethodCodec codec, @Nullable Object value) {
            return switch (this) {
                case ARGUMENTS -> codec.encodeArguments((Object[]) requireNonNull(value));
                case RESULT -> codec.encodeResult(value);
                case EXCEPTION -> codec.encodeException((Throwable) requireNonNull(value));
            };
        }
    }
}
