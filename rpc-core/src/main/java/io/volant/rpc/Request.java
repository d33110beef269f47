package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call as a value. Immutable; the {@code with…} copies share payload and scope.
 *
 * <p>On the caller's side the stub encodes the arguments once, before any routing, and every attempt sends the same payload. On
 * the server's side they are decoded on the first use of {@link #arguments()}, on the thread that asks.
 */
public final class Request {
    private static final int LARGEST_UNTIMED = 1_024;

    private final MethodDescriptor method;
    private final ServiceCodec codec;
    private Payload payload; // replaced once, by the encoding, before the request leaves its stub
    private final Metadata metadata;
    private final long deadlineNanos; // a deadline as an object is made where one is asked for
    private final Ticker ticker;
    private final long startNanos;
    private final CallOptions options;
    private final CallScope scope;
    private final int attempt;
    private final Priority priority;
    private final Peer peer;
    private CallRoom room = CallRoom.UNBOUNDED; // replaced once, by whoever made the request
    // microseconds; each written once: when the stub has encoded the call or the loop of a server has taken it up, when
    // a
    // server's queue is left, and when the answer is ready
    private int readyMicros;
    private int queueMicros = CallTimeline.UNKNOWN;
    private int executeMicros = CallTimeline.UNKNOWN;
    private Object @Nullable [] arguments; // confined to the thread that works on the call

    private Request(
            MethodDescriptor method,
            ServiceCodec codec,
            Payload payload,
            Object @Nullable [] arguments,
            Metadata metadata,
            Deadline deadline,
            long startNanos,
            CallOptions options,
            CallScope scope,
            int attempt,
            Priority priority,
            Peer peer,
            int readyMicros) {
        this.method = requireNonNull(method, "method");
        this.codec = requireNonNull(codec, "codec");
        this.payload = requireNonNull(payload, "payload");
        this.arguments = arguments;
        this.metadata = requireNonNull(metadata, "metadata");
        this.deadlineNanos = deadline.atNanos();
        this.ticker = deadline.ticker();
        this.startNanos = startNanos;
        this.options = requireNonNull(options, "options");
        this.scope = requireNonNull(scope, "scope");
        this.attempt = attempt;
        this.priority = requireNonNull(priority, "priority");
        this.peer = requireNonNull(peer, "peer");
        this.readyMicros = readyMicros;
    }

    /** A call as a stub makes it; it is at its first attempt, of normal priority, and has no peer yet. */
    public static Request outgoing(
            MethodDescriptor method,
            ServiceCodec codec,
            Object[] arguments,
            Payload payload,
            Deadline deadline,
            long startNanos,
            CallOptions options,
            CallScope scope) {
        return new Request(
                method,
                codec,
                payload,
                arguments,
                options.metadata(),
                deadline,
                startNanos,
                options,
                scope,
                1,
                Priority.NORMAL,
                Peer.NONE,
                CallTimeline.UNKNOWN);
    }

    /** A call as a transport received it, all of it at {@code arrivedNanos} on the deadline's ticker; of normal priority unless it says otherwise by {@link #withPriority}. */
    public static Request incoming(
            MethodDescriptor method,
            ServiceCodec codec,
            Payload payload,
            Metadata metadata,
            Deadline deadline,
            long arrivedNanos,
            CallScope scope,
            Peer peer) {
        return new Request(
                method,
                codec,
                payload,
                null,
                metadata,
                deadline,
                arrivedNanos,
                CallOptions.defaults(),
                scope,
                1,
                Priority.NORMAL,
                peer,
                CallTimeline.UNKNOWN);
    }

    public MethodDescriptor method() {
        return method;
    }

    /** The codecs of the whole service; {@link #methodCodec()} is the one of this method. */
    public ServiceCodec codec() {
        return codec;
    }

    public MethodCodec methodCodec() {
        return codec.method(method.index());
    }

    /**
     * The arguments, in the order of the parameters; to be read only.
     *
     * @throws CodecException if they came over a transport and cannot be decoded
     */
    public Object[] arguments() {
        Object[] decoded = arguments;
        if (decoded == null) {
            decoded = methodCodec().decodeArguments(payload);
            arguments = decoded;
        }
        return decoded;
    }

    /** The arguments in encoded form. */
    public Payload payload() {
        return payload;
    }

    public CallRoom room() {
        return room;
    }

    /** Gives the call its room, before anybody else has the request; returns this request. */
    public Request in(CallRoom room) {
        this.room = room;
        return this;
    }

    public Metadata metadata() {
        return metadata;
    }

    public Deadline deadline() {
        return new Deadline(deadlineNanos, ticker);
    }

    /** Milliseconds since the stub was entered or, on a server, since the call arrived. */
    public long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(elapsedNanos());
    }

    /**
     * Microseconds from the start of the call to {@code nanos}, a reading of {@code ticker}; {@link CallTimeline#UNKNOWN} when its
     * time is kept by another.
     */
    public int microsAt(long nanos, Ticker ticker) {
        return this.ticker == ticker ? micros(nanos - startNanos) : CallTimeline.UNKNOWN;
    }

    /** The time that was left when the arguments had been encoded, for which no clock is read; that left now for requests of no stub. */
    public long allowedNanos() {
        return readyMicros == CallTimeline.UNKNOWN
                ? deadlineNanos - ticker.nanoTime()
                : deadlineNanos - startNanos - TimeUnit.MICROSECONDS.toNanos(readyMicros);
    }

    /**
     * Gives the call of a stub its payload. For a small one no clock is read on an event loop, where thousands of calls may be made
     * in a row and each reading costs as much as the encoding: its encoding counts as waiting.
     */
    void encoded(Payload body) {
        payload = body;
        boolean timed = body.length() > LARGEST_UNTIMED || !EventLoopThread.isCurrent();
        readyMicros = timed ? micros(elapsedNanos()) : 0;
    }

    /** How long the stub encoded the arguments; {@link CallTimeline#UNKNOWN} until it has. */
    int encodeMicros() {
        return readyMicros;
    }

    /**
     * Tells the latest reading of the ticker that a transport has at hand when it hands on a call that it received, less than a few
     * microseconds old; a handler that runs at once on the same thread spares one of its own. Returns this request.
     */
    public Request takenUp(long nanos) {
        readyMicros = micros(nanos - startNanos);
        return this;
    }

    /** The call leaves the queue of a server; false when its time was over before that. */
    boolean begin() {
        return beginAt(ticker.nanoTime());
    }

    /** As {@link #begin}, on the thread that handed the call on, which was told the time. */
    boolean beginAtOnce() {
        return readyMicros == CallTimeline.UNKNOWN
                ? begin()
                : beginAt(startNanos + TimeUnit.MICROSECONDS.toNanos(readyMicros));
    }

    private boolean beginAt(long now) {
        queueMicros = micros(now - startNanos);
        return deadlineNanos - now > 0;
    }

    /** The answer of a server is ready, so many nanoseconds after the call arrived; one that did not begin has only waited. */
    void ended(long nanos) {
        if (queueMicros == CallTimeline.UNKNOWN) {
            queueMicros = micros(nanos);
        }
        executeMicros = micros(nanos) - queueMicros;
    }

    /**
     * On a server: microseconds from the arrival of the call until its handler began or it was dropped;
     * {@link CallTimeline#UNKNOWN} until then. Written by the thread that runs the call.
     */
    public int queueMicros() {
        return queueMicros;
    }

    /** On a server: microseconds from then until its answer was ready; {@link CallTimeline#UNKNOWN} until then. */
    public int executeMicros() {
        return executeMicros;
    }

    private static int micros(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, nanos) / 1_000);
    }

    /** The reading of the ticker so many nanoseconds after the start. */
    long atNanos(long elapsed) {
        return startNanos + elapsed;
    }

    long elapsedNanos() {
        return ticker.nanoTime() - startNanos;
    }

    public CallOptions options() {
        return options;
    }

    /** Through which the call is cancelled, and through which whoever works for it hears of that. */
    public CallScope scope() {
        return scope;
    }

    /** 1 for the first attempt. */
    public int attempt() {
        return attempt;
    }

    /** What the call is worth when a server cannot serve all. */
    public Priority priority() {
        return priority;
    }

    /** Who calls, on the server's side; {@link Peer#NONE} on the caller's. */
    public Peer peer() {
        return peer;
    }

    public Request withMetadata(Metadata metadata) {
        return copy(metadata, deadline(), scope, attempt, priority);
    }

    public Request withDeadline(Deadline deadline) {
        return copy(metadata, deadline, scope, attempt, priority);
    }

    public Request withScope(CallScope scope) {
        return copy(metadata, deadline(), scope, attempt, priority);
    }

    public Request withAttempt(int attempt) {
        return copy(metadata, deadline(), scope, attempt, priority);
    }

    public Request withPriority(Priority priority) {
        return priority == this.priority // as most calls are
                ? this
                : copy(metadata, deadline(), scope, attempt, priority);
    }

    private Request copy(Metadata metadata, Deadline deadline, CallScope scope, int attempt, Priority priority) {
        Request copy = new Request(
                method,
                codec,
                payload,
                arguments,
                metadata,
                deadline,
                startNanos,
                options,
                scope,
                attempt,
                priority,
                peer,
                readyMicros);
        return copy.in(room);
    }

    @Override
    public String toString() {
        return "Request[" + method + ", attempt " + attempt + "]"; // never the arguments: they may be somebody's secret
    }
}
