package io.volant.rpc.inprocess;

import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Peer;
import io.volant.rpc.Redirect;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.TransportFailures;
import io.volant.rpc.WireLimits;
import io.volant.rpc.WireMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The client's end of a connection. Thread-safe; completes calls and passes states on its loop. */
final class InProcessConnection implements Connection {
    private final Endpoint endpoint;
    private final ConnectOptions options;
    private final InProcessLoop loop;
    private final InProcessSession session;
    private final Set<InProcessCall> pending = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final List<Consumer<State>> listeners = new ArrayList<>(); // guarded by itself, as writes of state
    private volatile State state = State.READY;
    private volatile Redirect redirect = Redirect.none();
    private volatile boolean drainedHere; // and not because the server is going away

    InProcessConnection(Endpoint endpoint, ConnectOptions options, InProcessLoop loop, InProcessSession session) {
        this.endpoint = endpoint;
        this.options = options;
        this.loop = loop;
        this.session = session;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        if (state != State.READY) {
            return redirect.instead(request, goneFailure(request));
        }
        Optional<Failure> refusal = refusal(request);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(Response.failure(refusal.get()));
        }
        int most = mostInFlight();
        if (inFlight.incrementAndGet() > most) {
            inFlight.decrementAndGet();
            return redirect.instead(request, TransportFailures.tooManyCalls(server(), request, most, Outcome.NOT_SENT));
        }
        InProcessCall call = new InProcessCall(this, request, loop);
        pending.add(call);
        if (state == State.CLOSED) { // between the first look and the addition; close() may have missed it
            call.giveUp(closedFailure(request));
            return call.future();
        }
        call.watch();
        session.deliver(call);
        return call.future();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Peer peer() {
        return new Peer(server(), "");
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public int mostInFlight() {
        return session.options().limits().maxInFlight();
    }

    @Override
    public void onState(Consumer<State> listener) {
        State now;
        synchronized (listeners) {
            listeners.add(listener);
            now = state;
        }
        if (now != State.READY) {
            listener.accept(now);
        }
    }

    @Override
    public void redirect(Redirect redirect) {
        this.redirect = redirect;
    }

    @Override
    public CompletableFuture<Void> drain(Duration atMost) {
        drainedHere = true;
        moveTo(State.DRAINING);
        if (inFlight.get() == 0) {
            close();
        } else if (state != State.CLOSED) {
            Future<?> graceOver = loop.after(atMost, this::close);
            closed.whenComplete((done, error) -> graceOver.cancel(false));
        }
        return closed.copy();
    }

    @Override
    public void close() {
        end("was closed by this client");
    }

    /** The server's address, as the client was told it. */
    String server() {
        return endpoint.toString();
    }

    /** What the client reads. */
    WireLimits limits() {
        return options.limits();
    }

    /** Of the client. */
    WireMeter meter() {
        return options.meter();
    }

    void cancelOnServer(InProcessCall call, Status reason) {
        session.cancel(call, reason);
    }

    /** Frees the call's place and then completes it on the loop. */
    void complete(InProcessCall call, Supplier<Response> completion) {
        loop.execute(() -> {
            if (pending.remove(call)) {
                inFlight.decrementAndGet();
            }
            complete(call, completion.get());
            if (drainedHere && inFlight.get() == 0) {
                close();
            }
        });
    }

    private void complete(InProcessCall call, Response response) {
        if (state != State.READY && !response.isSuccess() && missed(response.failure())) {
            redirect.instead(call.request(), response.failure()).thenAccept(call.future()::complete);
        } else {
            call.future().complete(response);
        }
    }

    /** Whether the failure says that the server, going away, did not run the call, and not that a handler said so. */
    private static boolean missed(Failure failure) {
        return failure.status() == Status.UNAVAILABLE
                && failure.outcome().notExecuted()
                && failure.typeName().isEmpty();
    }

    /** The server takes no more calls on this connection; those it accepted go on. */
    void onGoingAway() {
        moveTo(State.DRAINING);
    }

    /** The server ended the connection. */
    void onServerClosed() {
        end("was closed by the server");
    }

    private void end(String how) {
        if (!moveTo(State.CLOSED)) {
            return;
        }
        loop.forget(this);
        meter().onClosed(server(), "the connection to " + server() + " " + how);
        for (InProcessCall call : pending) {
            Request request = call.request();
            call.giveUp(outcome -> TransportFailures.disconnected(server(), request, how, outcome));
        }
        session.onClientClosed();
        loop.execute(() -> closed.complete(null));
    }

    /** Whether this call moved the state; it only moves downwards. */
    private boolean moveTo(State next) {
        List<Consumer<State>> told;
        synchronized (listeners) {
            if (state.compareTo(next) >= 0) {
                return false;
            }
            state = next;
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> loop.execute(() -> listener.accept(next)));
        return true;
    }

    private Optional<Failure> refusal(Request request) {
        if (request.deadline().expired()) {
            return Optional.of(Failure.deadlineExceeded(request, server(), Outcome.NOT_SENT));
        }
        long cap = session.options().deadlineCap().toMillis();
        if (request.deadline().remaining().toMillis() > cap) {
            return Optional.of(TransportFailures.deadlineTooLong(server(), request, cap));
        }
        return SizeLimits.ofRequest(request, session.options().limits());
    }

    private Failure goneFailure(Request request) {
        return state == State.DRAINING && !drainedHere
                ? TransportFailures.shuttingDown(server(), request, Outcome.NOT_SENT)
                : closedFailure(request).apply(Outcome.NOT_SENT);
    }

    private Function<Outcome, Failure> closedFailure(Request request) {
        return outcome -> TransportFailures.disconnected(server(), request, "is closed", outcome);
    }
}
