package io.volant.rpc.cluster.discovery;

import io.volant.rpc.cluster.discovery.EndpointSource.Listener;
import io.volant.rpc.cluster.discovery.EndpointSource.Watch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who watch one list. Thread-safe. They are told in order, one at a time, on one of the threads that bring news or watchers;
 * whoever comes late hears the last word, and nobody hears the same list twice in a row.
 */
final class Audience {
    private static final Logger log = LoggerFactory.getLogger(Audience.class);

    private final SequentialExecutor turns = new SequentialExecutor(Runnable::run);
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private @Nullable List<Instance> list; // the last one; touched by turns alone
    private @Nullable String failure; // what came after it

    /** @throws IllegalStateException if it is closed, naming {@code source} */
    Watch add(Listener listener, Object source) {
        if (closed) {
            throw new IllegalStateException(source + " is closed (expected: open)");
        }
        Seat seat = new Seat(listener);
        turns.execute(() -> {
            seats.add(seat);
            Optional.ofNullable(list).ifPresent(seat::tell);
            Optional.ofNullable(failure).ifPresent(seat::fail);
        });
        return seat;
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    void tell(List<Instance> instances) {
        turns.execute(() -> {
            if (failure == null && instances.equals(list)) {
                return;
            }
            list = instances;
            failure = null;
            seats.forEach(seat -> seat.tell(instances));
        });
    }

    void fail(String reason) {
        turns.execute(() -> {
            failure = reason;
            seats.forEach(seat -> seat.fail(reason));
        });
    }

    void close() {
        closed = true;
        seats.forEach(Seat::close);
    }

    private final class Seat implements Watch {
        private final Listener listener;
        private volatile boolean left;

        Seat(Listener listener) {
            this.listener = listener;
        }

        void tell(List<Instance> instances) {
            safely(() -> listener.onInstances(instances));
        }

        void fail(String reason) {
            safely(() -> listener.onFailure(reason));
        }

        private void safely(Runnable news) {
            if (left || closed) {
                return;
            }
            try {
                news.run();
            } catch (Throwable e) { // it goes on being told, and so do the others
                log.warn("event=discovery_listener_failed", e);
            }
        }

        @Override
        public void close() {
            left = true;
            turns.execute(() -> seats.remove(this));
        }
    }
}
