package io.volant.rpc.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Payload;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes the messages of one method with borrowed scratch, which is not given back after a failure. */
final class KryoMethodCodec implements MethodCodec {
    private final ScratchPool pool;
    private final CodecLimits limits;
    private final ArgumentsCodec arguments;
    private final @Nullable Codec<Object> result;
    private final ExceptionsCodec exceptions;
    private final String schema;
    private final long digest;

    /**
     * @param result null for a method without a result
     */
    KryoMethodCodec(
            ScratchPool pool,
            CodecLimits limits,
            ArgumentsCodec arguments,
            @Nullable Codec<Object> result,
            ExceptionsCodec exceptions,
            String schema) {
        this.pool = pool;
        this.limits = limits;
        this.arguments = arguments;
        this.result = result;
        this.exceptions = exceptions;
        this.schema = schema;
        this.digest = digest(schema);
    }

    String schema() {
        return schema;
    }

    long digest() {
        return digest;
    }

    @Override
    public Payload encodeArguments(Object[] values) {
        return arguments.isEmpty() && values.length == 0 ? Payload.empty() : encode(arguments, values, "");
    }

    @Override
    public Object[] decodeArguments(Payload body) {
        return arguments.isEmpty() && body.isEmpty() ? new Object[0] : decode(arguments, body, "");
    }

    @Override
    public Payload encodeResult(@Nullable Object value) {
        if (value == null) {
            checkNullable();
            return Payload.empty();
        }
        return result == null ? Payload.empty() : encode(result, value, "result");
    }

    @Override
    public @Nullable Object decodeResult(Payload body) {
        if (body.isEmpty()) {
            checkNullable();
            return null;
        }
        if (result == null) {
            throw Refusal.invalid(body.length() + " bytes (expected: none)")
                    .in("result")
                    .toCodecException();
        }
        return decode(result, body, "result");
    }

    @Override
    public boolean declares(Throwable exception) {
        return exceptions.declares(exception);
    }

    @Override
    public Payload encodeException(Throwable declared) {
        return encode(exceptions, declared, "exception");
    }

    @Override
    public Throwable decodeException(Payload body) {
        return decode(exceptions, body, "exception");
    }

    private void checkNullable() {
        if (result instanceof PrimitiveCodec) {
            throw Names.nullFor(result.text()).in("result").toCodecException();
        }
    }

    private <T> Payload encode(Codec<T> codec, T value, String root) {
        Scratch scratch = pool.take();
        try {
            WireOutput out = scratch.output();
            out.begin(limits);
            scratch.kryo().writeObject(out, value, codec);
            Payload payload = out.toPayload();
            pool.give(scratch);
            return payload;
        } catch (RuntimeException e) {
            throw codec.refusal(e, value).in(root).toCodecException();
        } catch (StackOverflowError e) {
            throw tooDeep(root);
        }
    }

    private <T> T decode(Codec<T> codec, Payload body, String root) {
        Scratch scratch = pool.take();
        try {
            WireInput in = scratch.input();
            in.begin(body, limits);
            @SuppressWarnings("unchecked") // Kryo hands the class on to the codec, which has one of its own
            T value = scratch.kryo().readObject(in, (Class<T>) codec.type(), codec);
            if (value == null) {
                throw Refusal.invalid("null with a body"); // there is one form of null, and it is the empty body
            }
            in.finish();
            pool.give(scratch);
            return value;
        } catch (RuntimeException e) {
            throw Refusal.of(e).in(root).toCodecException();
        } catch (StackOverflowError e) {
            throw tooDeep(root);
        }
    }

    private static CodecException tooDeep(String root) {
        return Refusal.invalid("nested deeper than this thread's stack")
                .in(root)
                .toCodecException();
    }

    private static long digest(String schema) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(schema.getBytes(UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
