package io.volant.rpc.inprocess;

import io.volant.rpc.Acceptor;
import io.volant.rpc.CallTimeline;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Peer;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.Status;
import io.volant.rpc.TransportFailures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's end of a connection. Thread-safe; calls arrive, and drains proceed, on its loop. */
final class InProcessSession {
    private static final Logger log = LoggerFactory.getLogger(InProcessSession.class);

    private final Peer client;
    private final ListenOptions options;
    private final Acceptor acceptor;
    private final InProcessLoop loop;
    private final Consumer<InProcessSession> onClosed;
    private final InProcessConnection connection;
    private final Map<ServiceCodec, Binding> bindings = new ConcurrentHashMap<>();
    private final Map<InProcessCall, ServedCall> running = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean draining;

    InProcessSession(
            Peer client,
            ListenOptions options,
            Acceptor acceptor,
            InProcessLoop loop,
            Consumer<InProcessSession> onClosed,
            Endpoint endpoint,
            ConnectOptions clientOptions,
            InProcessLoop clientLoop) {
        this.client = client;
        this.options = options;
        this.acceptor = acceptor;
        this.loop = loop;
        this.onClosed = onClosed;
        this.connection = new InProcessConnection(endpoint, clientOptions, clientLoop, this);
    }

    /** The client's end. */
    InProcessConnection connection() {
        return connection;
    }

    ListenOptions options() {
        return options;
    }

    /** Counts the connection on both sides; called once, before anybody can use it. */
    void begin() {
        options.meter().onOpened(client.address());
        connection.meter().onOpened(connection.server());
    }

    /** Lets the call arrive. */
    void deliver(InProcessCall call) {
        loop.execute(() -> onCall(call));
    }

    /** Tells a handler that its caller no longer waits; a call that ended, or never arrived, is none of its business. */
    void cancel(InProcessCall call, Status reason) {
        loop.execute(() -> {
            ServedCall served = running.get(call);
            if (served != null) {
                served.cancel(reason);
            }
        });
    }

    /** Accepts no more calls, and closes once those accepted have their answers. */
    void drain() {
        loop.execute(() -> {
            draining = true;
            connection.onGoingAway();
            closeWhenDrained();
        });
    }

    /** Answers what still runs with a failure and closes. */
    void abort() {
        loop.execute(this::onAbort);
    }

    private void onAbort() {
        draining = true;
        running.forEach((call, served) -> {
            Failure failure = TransportFailures.shuttingDown(connection.server(), call.request(), Outcome.UNKNOWN);
            call.answer(Response.failure(failure), CallTimeline.UNKNOWN, CallTimeline.UNKNOWN);
            served.cancel(Status.CANCELLED);
        });
        close();
    }

    /** The client's end has gone: nobody waits for what runs, but for one-way calls, which nobody waited for before. */
    void onClientClosed() {
        running.forEach((call, served) -> {
            if (!call.request().method().oneway()) {
                loop.execute(() -> served.cancel(Status.CANCELLED));
            }
        });
        close();
    }

    private void onCall(InProcessCall call) {
        if (!call.deliver()) {
            return;
        }
        int bytes = call.request().payload().length();
        connection.meter().onWritten(bytes);
        options.meter().onRead(bytes);
        if (call.request().method().oneway()) {
            call.finishOneway();
        }
        try {
            serve(call);
        } catch (Throwable e) { // a codec that cannot compare, an acceptor that throws
            end(call, Response.failure(Failure.internal(call.request().method() + ": " + e, e)));
        }
    }

    private void serve(InProcessCall call) {
        Request request = call.request();
        Binding binding =
                bindings.computeIfAbsent(request.codec(), codec -> Binding.of(codec, acceptor, connection.server()));
        Failure refusal = binding.refusal(request.method());
        int most = options.limits().maxInFlight();
        if (refusal == null && draining) {
            refusal = TransportFailures.shuttingDown(connection.server(), request, Outcome.REJECTED);
        } else if (refusal == null && inFlight.get() >= most) {
            refusal = TransportFailures.tooManyCalls(connection.server(), request, most, Outcome.REJECTED);
        }
        if (refusal != null) {
            options.meter().onRefused(refusal.status());
            end(call, Response.failure(refusal));
            return;
        }
        ServedCall served = binding.serve(request, options.runtime().ticker(), client, loop);
        running.put(call, served);
        inFlight.incrementAndGet();
        served.run()
                .whenComplete((response, error) -> end(
                        call,
                        response != null
                                ? response
                                : Response.failure(Failure.internal(request.method() + ": " + error, error))));
    }

    private void end(InProcessCall call, Response response) {
        ServedCall served = running.get(call);
        if (served != null) {
            served.ended();
            inFlight.decrementAndGet(); // before the answer: its receiver may call again at once
        }
        if (call.request().method().oneway()) {
            if (!response.isSuccess()) {
                options.meter()
                        .warnings()
                        .warn(
                                log,
                                "event=oneway_failed side=server peer={} method={} status={}",
                                client,
                                call.request().method(),
                                response.failure().status());
            }
        } else {
            answer(call, served, reply(response, call.request()));
        }
        running.remove(call); // after the answer, which a drain waits for
        if (draining) {
            loop.execute(this::closeWhenDrained);
        }
    }

    private void answer(InProcessCall call, @Nullable ServedCall served, Response reply) {
        Payload body = reply.isSuccess()
                ? reply.payload()
                : reply.failure().declaredPayload().orElse(Payload.empty());
        options.meter().onWritten(body.length());
        connection.meter().onRead(body.length());
        if (served == null) {
            call.answer(reply, CallTimeline.UNKNOWN, CallTimeline.UNKNOWN);
        } else {
            call.answer(reply, served.queueMicros(), served.executeMicros());
        }
    }

    private Response reply(Response response, Request request) {
        try {
            return SizeLimits.ofReply(response, request, connection.limits());
        } catch (RuntimeException e) { // an exported service that did not encode what it returned
            return Response.failure(Failure.internal(request.method() + ": " + e, e));
        }
    }

    /** On the loop, so that no call is between its arrival and its place among those that run. */
    private void closeWhenDrained() {
        if (draining && running.isEmpty()) {
            close();
        }
    }

    private void close() {
        if (closed.compareAndSet(false, true)) {
            options.meter().onClosed(client.address(), "the connection to " + client + " was closed");
            connection.onServerClosed();
            onClosed.accept(this);
        }
    }
}
