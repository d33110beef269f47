package io.volant.rpc.transport;

import io.volant.rpc.Connection.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the life of a client's connection has come, and how many calls are in it. Thread-safe. */
final class ConnectionLife {
    private static final Logger log = LoggerFactory.getLogger(ConnectionLife.class);

    private final int mostInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<Consumer<State>> listeners =
            new ArrayList<>(); // guarded by itself, as told and writes of announced
    private volatile State announced = State.READY;
    private State told = State.READY;
    private final List<Consumer<Boolean>> suspicious = new CopyOnWriteArrayList<>();
    private volatile boolean suspect;

    ConnectionLife(int mostInFlight) {
        this.mostInFlight = mostInFlight;
    }

    State state() {
        return announced;
    }

    int inFlight() {
        return inFlight.get();
    }

    int mostInFlight() {
        return mostInFlight;
    }

    /** Counts a call in; false when there are as many as may be. */
    boolean enter() {
        if (inFlight.incrementAndGet() <= mostInFlight) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    /** Counts a call out. */
    void leave() {
        inFlight.decrementAndGet();
    }

    /** Completes when nothing of the connection goes on any more. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void onState(Consumer<State> listener) {
        State present;
        synchronized (listeners) {
            listeners.add(listener);
            present = told;
        }
        if (present != State.READY) {
            tell(listener, present);
        }
    }

    /** Moves downwards for everyone who asks; listeners are told when the event loop moves. */
    void announce(State next) {
        synchronized (listeners) {
            if (next.compareTo(announced) > 0) {
                announced = next;
            }
        }
    }

    /** Moves downwards and tells the listeners if that is a move; called on the event loop. */
    void moveTo(State next) {
        announce(next);
        List<Consumer<State>> listening;
        synchronized (listeners) {
            if (next.compareTo(told) <= 0) {
                return;
            }
            told = next;
            listening = List.copyOf(listeners);
        }
        listening.forEach(listener -> tell(listener, next));
    }

    boolean suspect() {
        return suspect;
    }

    void onSuspect(Consumer<Boolean> listener) {
        suspicious.add(listener);
    }

    /** Called on the event loop. */
    void suspect(boolean suspect) {
        this.suspect = suspect;
        for (Consumer<Boolean> listener : suspicious) {
            try {
                listener.accept(suspect);
            } catch (Throwable e) {
                log.warn("event=state_listener_failed suspect={}", suspect, e);
            }
        }
    }

    private static void tell(Consumer<State> listener, State state) {
        try {
            listener.accept(state);
        } catch (Throwable e) {
            log.warn("event=state_listener_failed state={}", state, e);
        }
    }
}
