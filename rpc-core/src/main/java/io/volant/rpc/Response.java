package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call as a value: a result, or a {@link Failure}, the metadata that came with it, and what its connection noted
 * of its time, of which {@link CallTimeline#of} makes a whole.
 *
 * <p>A result that came over a transport is decoded on the first use of {@link #value()}, on the thread that asks.
 */
public final class Response {
    private static final Response VOID = new Response(null, null, null, null, Metadata.empty());
    private static final Response ENCODED_VOID = new Response(null, Payload.empty(), null, null, Metadata.empty());
    private static final int UNKNOWN = CallTimeline.UNKNOWN;

    private @Nullable Object
            value; // written once more, by the decoding: a benign race, all writers decode the same bytes
    private volatile @Nullable MethodCodec codec; // while present, the payload stands for the value
    private @Nullable Payload payload; // written once more, by encodedAs
    private final @Nullable Failure failure;
    private final Metadata metadata;
    // microseconds: the first two since the start of the request, on the caller's clock; the others as the server
    // measured them
    private final int sentMicros;
    private final int answeredMicros;
    private final int queueMicros;
    private final int executeMicros;

    private Response(
            @Nullable Object value,
            @Nullable Payload payload,
            @Nullable MethodCodec codec,
            @Nullable Failure failure,
            Metadata metadata) {
        this(value, payload, codec, failure, metadata, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    private Response(
            @Nullable Object value,
            @Nullable Payload payload,
            @Nullable MethodCodec codec,
            @Nullable Failure failure,
            Metadata metadata,
            int sentMicros,
            int answeredMicros,
            int queueMicros,
            int executeMicros) {
        this.value = value;
        this.payload = payload;
        this.codec = codec;
        this.failure = failure;
        this.metadata = requireNonNull(metadata, "metadata");
        this.sentMicros = sentMicros;
        this.answeredMicros = answeredMicros;
        this.queueMicros = queueMicros;
        this.executeMicros = executeMicros;
    }

    /** The result of a method that returns nothing. */
    public static Response empty() {
        return VOID;
    }

    public static Response success(@Nullable Object value) {
        return new Response(value, null, null, null, Metadata.empty());
    }

    /** A result as it came over a transport; nobody writes to {@code payload} from now on. */
    public static Response encoded(Payload payload, MethodCodec codec, Metadata metadata) {
        return new Response(null, payload, codec, null, metadata);
    }

    /** As {@link #encoded(Payload, MethodCodec, Metadata)}, with the times of {@link #withTimes}. */
    public static Response encoded(
            Payload payload,
            MethodCodec codec,
            Metadata metadata,
            int sentMicros,
            int answeredMicros,
            int queueMicros,
            int executeMicros) {
        return new Response(
                null, payload, codec, null, metadata, sentMicros, answeredMicros, queueMicros, executeMicros);
    }

    public static Response failure(Failure failure) {
        return new Response(null, null, null, requireNonNull(failure, "failure"), Metadata.empty());
    }

    public boolean isSuccess() {
        return failure == null;
    }

    /**
     * The result.
     *
     * @throws CodecException if it came over a transport and cannot be decoded
     * @throws IllegalStateException if the call failed
     */
    public @Nullable Object value() {
        if (failure != null) {
            throw new IllegalStateException("no value: the call failed: " + failure);
        }
        MethodCodec decoder = codec;
        if (decoder != null) {
            value = decoder.decodeResult(requireNonNull(payload));
            codec = null;
        }
        return value;
    }

    /**
     * Why the call failed.
     *
     * @throws IllegalStateException if it succeeded
     */
    public Failure failure() {
        if (failure == null) {
            throw new IllegalStateException("no failure: the call succeeded");
        }
        return failure;
    }

    public Metadata metadata() {
        return metadata;
    }

    /** The encoded result, which every successful response of an {@link ExportedService} has. */
    public Payload payload() {
        if (payload == null) {
            throw new IllegalStateException("the response is not encoded");
        }
        return payload;
    }

    public Response withMetadata(Metadata metadata) {
        MethodCodec decoder = codec; // before the value: once the codec is gone, the value is there
        return new Response(
                value, payload, decoder, failure, metadata, sentMicros, answeredMicros, queueMicros, executeMicros);
    }

    /**
     * What the connection of a client noted, in microseconds, {@link CallTimeline#UNKNOWN} where it did not.
     *
     * @param sentMicros as {@link Request#microsAt} tells it, when the first byte of the call was written
     * @param answeredMicros the same when the last byte of its answer was read
     * @param queueMicros how long the server says that the call waited
     * @param executeMicros how long the server says that the call ran; unknown if and only if {@code queueMicros} is
     */
    public Response withTimes(int sentMicros, int answeredMicros, int queueMicros, int executeMicros) {
        MethodCodec decoder = codec;
        return new Response(
                value, payload, decoder, failure, metadata, sentMicros, answeredMicros, queueMicros, executeMicros);
    }

    /** As {@link #withPayload}, of a success that nobody else has and that need not be copied therefore. */
    Response encodedAs(Payload payload) {
        if (this == VOID) { // which everybody has
            return withPayload(payload);
        }
        this.payload = payload;
        return this;
    }

    /** This success with its encoded form, as a response of its own; the value is kept. */
    Response withPayload(Payload payload) {
        if (this == VOID && payload.isEmpty()) {
            return ENCODED_VOID;
        }
        MethodCodec decoder = codec;
        return new Response(
                value, payload, decoder, failure, metadata, sentMicros, answeredMicros, queueMicros, executeMicros);
    }

    int sentMicros() {
        return sentMicros;
    }

    int answeredMicros() {
        return answeredMicros;
    }

    int queueMicros() {
        return queueMicros;
    }

    int executeMicros() {
        return executeMicros;
    }

    boolean hasPayload() {
        return payload != null;
    }

    @Override
    public String toString() {
        return failure == null
                ? "Response[OK]"
                : "Response[" + failure + "]"; // never the value: it may be somebody's secret
    }
}
