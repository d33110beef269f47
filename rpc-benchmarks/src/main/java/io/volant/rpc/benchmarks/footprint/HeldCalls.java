package io.volant.rpc.benchmarks.footprint;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Calls that a server answers when it is told to. Thread-safe. */
public final class HeldCalls {
    private final Queue<CompletableFuture<Integer>> held = new ConcurrentLinkedQueue<>();

    /** The answer of one more call. */
    public CompletableFuture<Integer> hold() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        held.add(answer);
        return answer;
    }

    public int count() {
        return held.size();
    }

    /** Answers all. */
    public void release() {
        for (CompletableFuture<Integer> answer = held.poll(); answer != null; answer = held.poll()) {
            answer.complete(1);
        }
    }
}
