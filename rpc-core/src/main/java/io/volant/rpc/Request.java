package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One call as a value. Immutable; the {@code with…} copies share payload and scope.
 *
 * <p>On the caller's side the stub encodes the arguments once, before any routing, and every attempt sends the same payload. On
 * the server's side they are decoded on the first use of {@link #arguments()}, on the thread that asks.
 */
public final class Request extends CallTimes {
    private final MethodDescriptor method;
    private final ServiceCodec codec;
    private Payload payload = Payload.empty(); // replaced once, by whoever made the request or encoded it
    private final Metadata metadata;
    private final CallOptions options;
    private final CallScope scope;
    private short attempt = 1; // replaced once, as the payload; narrow, for the space that the superclass leaves
    private final Priority priority;
    private final Peer peer;
    private CallRoom room = CallRoom.UNBOUNDED; // replaced once, by whoever made the request
    private @Nullable Object routeNote; // written once, by the route
    private @Nullable AttemptWatch watch; // of this attempt alone
    private Object @Nullable [] arguments; // confined to the thread that works on the call

    private Request(
            MethodDescriptor method,
            ServiceCodec codec,
            Metadata metadata,
            long startNanos,
            long deadlineNanos,
            Ticker ticker,
            CallOptions options,
            CallScope scope,
            Priority priority,
            Peer peer,
            int readyMicros) {
        super(startNanos, deadlineNanos, ticker, readyMicros);
        this.method = requireNonNull(method, "method");
        this.codec = requireNonNull(codec, "codec");
        this.metadata = requireNonNull(metadata, "metadata");
        this.options = requireNonNull(options, "options");
        this.scope = requireNonNull(scope, "scope");
        this.priority = requireNonNull(priority, "priority");
        this.peer = requireNonNull(peer, "peer");
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
        Request request =
                outgoing(method, codec, arguments, startNanos, deadline.atNanos(), deadline.ticker(), options, scope);
        request.payload = requireNonNull(payload, "payload");
        return request;
    }

    /** The same before its arguments are encoded, without the object that a deadline is. */
    static Request outgoing(
            MethodDescriptor method,
            ServiceCodec codec,
            Object[] arguments,
            long startNanos,
            long deadlineNanos,
            Ticker ticker,
            CallOptions options,
            CallScope scope) {
        Request request = new Request(
                method,
                codec,
                options.metadata(),
                startNanos,
                deadlineNanos,
                ticker,
                options,
                scope,
                Priority.NORMAL,
                Peer.NONE,
                CallTimeline.UNKNOWN);
        request.arguments = arguments;
        return request;
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
        Request request = new Request(
                method,
                codec,
                metadata,
                arrivedNanos,
                deadline.atNanos(),
                deadline.ticker(),
                CallOptions.defaults(),
                scope,
                Priority.NORMAL,
                peer,
                CallTimeline.UNKNOWN);
        request.payload = requireNonNull(payload, "payload");
        return request;
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

    /**
     * What calls go to the same server by, on the caller's side: the key of the options, else the argument with {@link RoutingKey}, a
     * {@code String}, a whole number or an enum; null for none. Asked for every pick, and so without an {@code Optional}.
     */
    public @Nullable Object routingKeyOrNull() {
        String option = options.routingKeyOrNull();
        int parameter = method.keyParameter();
        return option != null || parameter == KeyParameter.NONE ? option : arguments()[parameter];
    }

    /** The arguments in encoded form. */
    public Payload payload() {
        return payload;
    }

    /** Gives the call of a stub its payload. */
    void encoded(Payload body) {
        payload = body;
        onEncoded(body.length());
    }

    public CallRoom room() {
        return room;
    }

    /** Gives the call its room, before anybody else has the request; returns this request. */
    public Request in(CallRoom room) {
        this.room = room;
        return this;
    }

    /** What the route has noted of the call for its attempts, which are copies of one another; null for nothing. */
    public @Nullable Object routeNoteOrNull() {
        return routeNote;
    }

    /** Notes it, before anybody else has the request; returns this request. For the route alone. */
    public Request noted(Object routeNote) {
        this.routeNote = routeNote;
        return this;
    }

    /**
     * Tells {@code watch} what becomes of this attempt where its connection's future {@linkplain ResponseFuture#tells does that};
     * returns the request to send: this one, or a copy where another attempt with this one is under way.
     */
    public Request watchedBy(AttemptWatch watch) {
        Request own = this.watch == null ? this : withAttempt(attempt);
        own.watch = watch;
        return own;
    }

    /** The connection does not carry this attempt out. */
    void handBack() {
        AttemptWatch told = watch;
        watch = null;
        if (told != null) {
            told.onHandedBack();
        }
    }

    /** The answer to this attempt is there; false where {@code future} is not completed with it. */
    boolean answered(Response response, ResponseFuture future) {
        AttemptWatch told = watch;
        watch = null;
        return told == null || told.onAnswered(this, response, future);
    }

    public Metadata metadata() {
        return metadata;
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
        return copy(metadata, deadline(), options, scope, priority);
    }

    public Request withDeadline(Deadline deadline) {
        return copy(metadata, deadline, options, scope, priority);
    }

    public Request withScope(CallScope scope) {
        return copy(metadata, deadline(), options, scope, priority);
    }

    /** A further attempt, which does not come straight from the stub. */
    public Request withAttempt(int attempt) {
        Request further = copy(metadata, deadline(), options, scope, priority);
        further.attempt = (short) attempt;
        further.onDelay();
        return further;
    }

    public Request withPriority(Priority priority) {
        return priority == this.priority // as most calls are
                ? this
                : copy(metadata, deadline(), options, scope, priority);
    }

    /** As a call that fails where it would have to wait for a connection, once it has waited as long as it may. */
    Request waitingNoMore() {
        return copy(metadata, deadline(), options.withFailFast(), scope, priority);
    }

    private Request copy(
            Metadata metadata, Deadline deadline, CallOptions options, CallScope scope, Priority priority) {
        Request copy = new Request(
                method,
                codec,
                metadata,
                atNanos(0),
                deadline.atNanos(),
                deadline.ticker(),
                options,
                scope,
                priority,
                peer,
                encodeMicros());
        copy.payload = payload;
        copy.arguments = arguments;
        copy.attempt = attempt;
        copy.routeNote = routeNote;
        if (delayed()) {
            copy.onDelay();
        }
        return copy.in(room);
    }

    @Override
    public String toString() {
        return "Request[" + method + ", attempt " + attempt + "]"; // never the arguments: they may be somebody's secret
    }
}
