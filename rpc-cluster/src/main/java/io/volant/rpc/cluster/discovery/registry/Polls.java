package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The watchers that wait for a change, by service. Confined to the registry's thread. */
final class Polls {
    /** In all, so that nobody fills the memory. */
    private static final int MOST = 65_536;

    private record Poll(Seen seen, long endNanos, CompletableFuture<Optional<ServiceView>> answer) {}

    private final Map<String, Set<Poll>> waiting = new HashMap<>();
    private int count;

    /** Lets a watcher wait; a cancelled {@code answer} has to be {@linkplain #forget forgotten}. */
    void add(String service, Seen seen, long endNanos, CompletableFuture<Optional<ServiceView>> answer) {
        if (count >= MOST) {
            answer.completeExceptionally(new RpcException(Failure.of(
                    Status.OVERLOADED,
                    Outcome.REJECTED,
                    "the registry is full: watchers: " + count + " (expected: at most " + MOST + "). "
                            + Outcome.REJECTED.sentence())));
            return;
        }
        waiting.computeIfAbsent(service, first -> new LinkedHashSet<>()).add(new Poll(seen, endNanos, answer));
        count++;
    }

    /** Answers those who wait for the service and have not seen this. */
    void answer(String service, ServiceView view) {
        for (Poll poll : List.copyOf(waiting.getOrDefault(service, Set.of()))) {
            if (!poll.seen().equals(view.seen())) {
                remove(service, poll);
                poll.answer().complete(Optional.of(view));
            }
        }
    }

    /** Sends those away empty who have waited long enough. */
    void sweep(long nowNanos) {
        for (String service : List.copyOf(waiting.keySet())) {
            for (Poll poll : List.copyOf(waiting.getOrDefault(service, Set.of()))) {
                if (nowNanos - poll.endNanos() >= 0) {
                    remove(service, poll);
                    poll.answer().complete(Optional.empty());
                }
            }
        }
    }

    /** Nobody waits for this answer any more, which is completed nevertheless: its server counts the call. */
    void forget(String service, CompletableFuture<Optional<ServiceView>> answer) {
        for (Poll poll : List.copyOf(waiting.getOrDefault(service, Set.of()))) {
            if (poll.answer() == answer) {
                remove(service, poll);
                poll.answer().complete(Optional.empty());
            }
        }
    }

    /** The services for which somebody waits. */
    Set<String> services() {
        return Set.copyOf(waiting.keySet());
    }

    int count() {
        return count;
    }

    /** Ends all waiting with a failure. */
    void fail(RpcException why) {
        for (String service : services()) {
            for (Poll poll : List.copyOf(waiting.getOrDefault(service, Set.of()))) {
                remove(service, poll);
                poll.answer().completeExceptionally(why);
            }
        }
    }

    private void remove(String service, Poll poll) {
        Set<Poll> polls = waiting.get(service);
        if (polls != null && polls.remove(poll)) {
            count--;
            if (polls.isEmpty()) {
                waiting.remove(service);
            }
        }
    }
}
