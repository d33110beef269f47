package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** A connection whose server answers at once, and whose state the test moves. */
final class FakeLine implements Connection {
    final List<Request> requests = new ArrayList<>();
    private final List<Consumer<State>> listeners = new ArrayList<>();
    private State state = State.READY;
    Redirect redirect = Redirect.none();
    ObjIntConsumer<Request> sizes = (request, bytes) -> {};
    boolean broken;
    boolean suspect;
    boolean holds; // answers nothing before it is told to
    int mostInFlight = 8;
    int server;
    Payload reply = Payload.empty();
    private final Deque<CompletableFuture<Response>> held = new ArrayDeque<>();

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
        if (holds) {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            held.add(answer);
            return answer;
        }
        return CompletableFuture.completedFuture(answer());
    }

    private Response answer() {
        return reply.isEmpty() ? Response.empty() : Response.empty().withPayload(reply);
    }

    /** Answers the oldest call that it holds. */
    void answerOne() {
        held.remove().complete(answer());
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
    public boolean sameServer(Connection other) {
        return other instanceof FakeLine line && line.server == server;
    }

    @Override
    public void onLargeReply(ObjIntConsumer<Request> listener) {
        sizes = listener;
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
