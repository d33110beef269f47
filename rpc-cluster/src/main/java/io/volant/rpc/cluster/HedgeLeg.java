package io.volant.rpc.cluster;

import io.volant.rpc.CallScope;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One of the parts of a {@link HedgedCall}, each with attempts of its own, one after the other, and at servers of its own. */
final class HedgeLeg extends RetryCall {
    private final HedgedCall whole;
    private final CallScope scope;
    private int number;
    private volatile Tried visited = Tried.NONE;
    private volatile boolean lost;

    /** @param number of its first attempt among those of the whole call */
    HedgeLeg(HedgedCall whole, MethodRetries method, Request request, int number) {
        super(method, request.withScope(request.scope().child()).withAttempt(request.attempt() + number - 1), null);
        this.whole = whole;
        this.scope = request().scope();
        this.number = number;
    }

    /** Begins, and tells {@code end} how it ended. */
    void start(BiConsumer<@Nullable Response, @Nullable Throwable> end) {
        start();
        listen(this, end);
    }

    /** Another one was answered first: its server is told to stop. */
    void lose() {
        lost = true;
        scope.cancel(Status.CANCELLED);
    }

    /** Whether it was given up because another one was answered first. */
    boolean lost() {
        return lost;
    }

    /** The call has ended. */
    void detach() {
        scope.detach();
    }

    /** Whether an attempt of it went there. */
    boolean visited(Node node) {
        return visited.contains(node);
    }

    @Override
    void goesTo(Node node) {
        super.goesTo(node);
        visited = visited.and(node);
    }

    @Override
    Tried tried() {
        Tried own = super.tried();
        return node -> own.contains(node) || whole.visited(node, this);
    }

    @Override
    boolean isLast() {
        return whole.isLast();
    }

    @Override
    int nextNumber() {
        number = whole.nextAttempt();
        return whole.request().attempt() + number - 1;
    }

    @Override
    int number() {
        return number;
    }
}
