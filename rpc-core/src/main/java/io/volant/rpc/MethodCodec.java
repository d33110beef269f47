package io.volant.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the arguments, the result and the declared exceptions of one method.
 *
 * <p>Thread-safe. Works on heap arrays; never runs user code other than constructors of the types that travel. Everything it
 * cannot encode or decode is a {@link CodecException} that names the path to the value; it never hangs and never allocates more
 * than the bytes of the message justify, whatever they are. It writes to no payload that it is given: those of one byte are shared.
 */
public interface MethodCodec {
    Payload encodeArguments(Object[] arguments);

    Object[] decodeArguments(Payload body);

    /** Encodes a result; null and the result of a void method are the empty payload. */
    Payload encodeResult(@Nullable Object result);

    @Nullable
    Object decodeResult(Payload body);

    /** Whether the exception, or a superclass of it, is declared by the method and so travels as itself. */
    boolean declares(Throwable exception);

    /** Encodes an exception that the method {@linkplain #declares declares}. */
    Payload encodeException(Throwable declared);

    Throwable decodeException(Payload body);
}
