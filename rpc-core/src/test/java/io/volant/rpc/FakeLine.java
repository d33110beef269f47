package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A connection whose server answers at once, and whose state the test moves. */
final class FakeLine implements Connection {
    final List<Request> requests = new ArrayList<>();
    private final List<Consumer<State>> listeners = new ArrayList<>();
    private State state = State.READY;
    Redirect redirect = Redirect.none();
    boolean broken;

    void moveTo(State next) {
        state = next;
        List.copyOf(listeners).forEach(listener -> listener.accept(next));
    }

    /** Moves without telling its listeners yet. */
    void moveSilentlyTo(State next) {
        state = next;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        if (broken) {
            throw new LinkageError("a fault of the transport");
        }
        requests.add(request);
        return CompletableFuture.completedFuture(Response.empty());
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
        return 0;
    }

    @Override
    public void onState(Consumer<State> listener) {
        listeners.add(listener);
        if (state != State.READY) {
            listener.accept(state);
        }
    }

    @Override
    public void redirect(Redirect redirect) {
        this.redirect = redirect;
    }

    @Override
    public CompletableFuture<Void> drain(Duration atMost) {
        close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        if (state != State.CLOSED) {
            moveTo(State.CLOSED);
        }
    }
}
