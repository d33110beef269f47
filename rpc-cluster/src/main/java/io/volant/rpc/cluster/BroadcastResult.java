package io.volant.rpc.cluster;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the servers made of a {@link Broadcast}. Immutable.
 *
 * @param answers of each server that has ended its call, well or not, in the order in which they ended
 * @param asked servers altogether
 */
public record BroadcastResult<T extends @Nullable Object>(List<ServerAnswer<T>> answers, int asked) {
    public BroadcastResult {
        answers = List.copyOf(answers);
    }

    /** Those that answered. */
    public List<ServerAnswer<T>> succeeded() {
        return answers.stream().filter(ServerAnswer::succeeded).toList();
    }

    /** Those that failed. */
    public List<ServerAnswer<T>> failed() {
        return answers.stream().filter(answer -> !answer.succeeded()).toList();
    }

    /** Whether every server answered. */
    public boolean complete() {
        return succeeded().size() == asked;
    }

    /** The values of those that answered merged into one, beginning with {@code start}. */
    public <R> R reduce(R start, BiFunction<? super R, ? super T, ? extends R> merge) {
        R merged = start;
        for (ServerAnswer<T> answer : succeeded()) {
            merged = merge.apply(merged, answer.value());
        }
        return merged;
    }
}
