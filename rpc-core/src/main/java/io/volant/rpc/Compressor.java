package io.volant.rpc;

/** Compresses the bodies of messages. Thread-safe; found by {@link java.util.ServiceLoader} or given to a builder. */
public interface Compressor {
    /** Name in the handshake, such as {@code lz4}. */
    String name();

    /** The compressed form, or {@code body} itself when compression would not make it smaller. */
    Payload compress(Payload body);

    /**
     * The original bytes; nothing is written to {@code compressed}.
     *
     * <p>Refuses before it allocates when {@code originalLength} cannot come from so few bytes.
     *
     * @throws CodecException if the bytes are damaged or do not yield exactly {@code originalLength} bytes
     */
    Payload decompress(Payload compressed, int originalLength);
}
