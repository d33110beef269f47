package io.volant.rpc.cluster;

import io.volant.rpc.Connection;
import io.volant.rpc.Failure;
import io.volant.rpc.LostCall;
import io.volant.rpc.Outcome;
import io.volant.rpc.Peer;
import io.volant.rpc.Redirect;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/** A connection whose calls and whose state are in the hands of the test, whose only thread it is, but for calls that come. */
final class Line implements Connection {
    private static final class Held extends ResponseFuture {
        private final Request request;

        Held(Request request) {
            this.request = request;
        }

        @Override
        protected Request watched() {
            return request;
        }
    }

    final int server; // which start of a server it leads to
    int mostInFlight = 8;
    private final Deque<Held> held = new ConcurrentLinkedDeque<>();
    private final List<Consumer<State>> onState = new ArrayList<>();
    private final List<Consumer<Boolean>> onSuspect = new ArrayList<>();
    private volatile State state = State.READY;
    private volatile boolean suspect;
    private Redirect redirect = Redirect.none();

    Line(int server) {
        this.server = server;
    }

    void moveTo(State next) {
        state = next;
        List.copyOf(onState).forEach(listener -> listener.accept(next));
    }

    void suspect(boolean silent) {
        suspect = silent;
        onSuspect.forEach(listener -> listener.accept(silent));
    }

    /** Answers the oldest call. */
    void answer(String value) {
        answer(Response.success(value));
    }

    void answer(Response response) {
        held.remove().complete(response);
    }

    /** Ends the oldest call with a failure. */
    void fail(Failure failure) {
        held.remove().complete(Response.failure(failure));
    }

    /** The oldest call. */
    Request oldest() {
        return held.element().request;
    }

    /** Fails the oldest call. */
    void fail(Status status) {
        fail(Failure.of(status, Outcome.EXECUTED, "it fails"));
    }

    /** Gives the oldest call back, as when the server goes away before it has read it. */
    void handBack() {
        Held call = held.remove();
        Failure why = Failure.of(Status.UNAVAILABLE, Outcome.REJECTED, "it goes away. Not executed.");
        redirect.instead(call.request, why).thenAccept(call::complete);
    }

    /** Breaks, as does the oldest call, which its server may have executed and can be asked for again. */
    void breakWithCall() {
        Held call = held.remove();
        moveTo(State.CLOSED);
        Failure why = Failure.of(Status.UNAVAILABLE, Outcome.UNKNOWN, "it broke. Outcome unknown.");
        redirect.lost(new Lost(call.request, server), why).thenAccept(call::complete);
    }

    private record Lost(Request request, int server) implements LostCall {
        @Override
        public boolean canAsk(Connection connection) {
            return connection instanceof Line line && line.server == server;
        }

        @Override
        public CompletableFuture<Response> askOver(Connection connection, Request again) {
            return connection.invoke(again);
        }
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        Held call = new Held(request);
        held.add(call);
        return call;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Peer peer() {
        return Peer.NONE;
    }

    @Override
    public int inFlight() {
        return held.size();
    }

    @Override
    public int mostInFlight() {
        return mostInFlight;
    }

    @Override
    public boolean suspect() {
        return suspect;
    }

    @Override
    public void onSuspect(Consumer<Boolean> listener) {
        onSuspect.add(listener);
    }

    @Override
    public boolean sameServer(Connection other) {
        return other instanceof Line line && line.server == server;
    }

    @Override
    public void onState(Consumer<State> listener) {
        onState.add(listener);
    }

    @Override
    public void redirect(Redirect to) {
        redirect = to;
    }

    @Override
    public CompletableFuture<Void> drain(Duration atMost) {
        moveTo(State.DRAINING);
        return new CompletableFuture<>();
    }

    @Override
    public void close() {
        if (state != State.CLOSED) {
            moveTo(State.CLOSED);
        }
    }
}
