package io.volant.rpc;

import io.volant.rpc.RpcServer.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the life of a server has come; it only moves downwards. Thread-safe.
 *
 * <p>Listeners hear of every move once and in order, on one of the threads that move, without a lock held.
 */
final class ServerLife {
    private static final Logger log = LoggerFactory.getLogger(ServerLife.class);

    private final List<Consumer<State>> listeners = new ArrayList<>(); // guarded by this, as all below
    private final Deque<Runnable> news = new ArrayDeque<>();
    private State state = State.NEW;
    private boolean telling;

    synchronized State state() {
        return state;
    }

    /** Moves from one state to another; false when it was in a third. */
    boolean move(State from, State to) {
        synchronized (this) {
            if (state != from) {
                return false;
            }
            moveTo(to);
        }
        tell();
        return true;
    }

    /** Moves down to a state; false when it was there already, or below. */
    boolean descend(State to) {
        synchronized (this) {
            if (state.compareTo(to) >= 0) {
                return false;
            }
            moveTo(to);
        }
        tell();
        return true;
    }

    void onState(Consumer<State> listener) {
        synchronized (this) {
            listeners.add(listener);
            State present = state;
            if (present != State.NEW) {
                news.add(() -> tell(listener, present));
            }
        }
        tell();
    }

    private void moveTo(State next) { // under the lock
        state = next;
        List<Consumer<State>> listening = List.copyOf(listeners);
        news.add(() -> listening.forEach(listener -> tell(listener, next)));
    }

    private void tell() {
        for (Runnable item = nextNews(true); item != null; item = nextNews(false)) {
            item.run();
        }
    }

    /** What is to be told next by this thread; null when there is nothing, or another thread is telling. */
    private synchronized @Nullable Runnable nextNews(boolean first) {
        if (first && telling) {
            return null;
        }
        Runnable item = news.poll();
        telling = item != null;
        return item;
    }

    private static void tell(Consumer<State> listener, State state) {
        try {
            listener.accept(state);
        } catch (Throwable e) {
            log.warn("event=state_listener_failed state={}", state, e);
        }
    }
}
