package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Invoker;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** A server with some workers, a queue before them, and service times as a test wants them. */
final class SimulatedServer implements Invoker {
    private record Waiting(Request request, ResponseFuture answer) {}

    private static final Duration NETWORK = Duration.ofNanos(50_000); // each way
    private static final int QUEUED_PER_WORKER = 10;

    private final Simulation simulation;
    private final int workers;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private double meanNanos;
    private double failing;
    private double spread = 1;
    private boolean hung;
    private int busy;

    SimulatedServer(Simulation simulation, int workers, Duration mean) {
        this.simulation = simulation;
        this.workers = workers;
        this.meanNanos = mean.toNanos();
    }

    void takes(Duration mean) {
        meanNanos = mean.toNanos();
    }

    /** The random part of service times, from 0, where they are all equal, to 1, where they are exponential. */
    void spreads(double part) {
        spread = part;
    }

    /** So large a share of calls fails at once. */
    void fails(double share) {
        failing = share;
    }

    /** Nothing is answered any more. */
    void hangs(boolean hangs) {
        hung = hangs;
    }

    int busy() {
        return busy;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        ResponseFuture answer = new ResponseFuture();
        simulation.after(NETWORK.toNanos(), () -> onArrival(new Waiting(request, answer)));
        return answer;
    }

    private void onArrival(Waiting call) {
        if (hung) {
            simulation.after(
                    call.request().deadline().remainingNanos(),
                    () -> fail(call, Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));
        } else if (simulation.random().nextDouble() < failing) {
            fail(call, Status.INTERNAL, Outcome.EXECUTED);
        } else if (busy < workers) {
            busy++;
            work(call);
        } else if (queue.size() < workers * QUEUED_PER_WORKER) {
            queue.add(call);
        } else {
            fail(call, Status.OVERLOADED, Outcome.REJECTED);
        }
    }

    private void work(Waiting call) {
        long nanos = (long) (meanNanos * (1 - spread)) + simulation.exponential(meanNanos * spread);
        simulation.after(nanos, () -> {
            answer(call, Response.success("done"));
            Waiting next = queue.poll();
            if (next == null) {
                busy--;
            } else {
                work(next);
            }
        });
    }

    private void fail(Waiting call, Status status, Outcome outcome) {
        answer(call, Response.failure(Failure.of(status, outcome, "as the test wants it")));
    }

    private void answer(Waiting call, Response response) {
        simulation.after(NETWORK.toNanos(), () -> call.answer().complete(response));
    }
}
