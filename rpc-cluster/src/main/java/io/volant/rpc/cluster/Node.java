package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.Instance;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** A server as one client knows it: what a registry says of it, its connections, and what came of the calls to it. Thread-safe. */
public final class Node {
    private final Invoker connections;
    private final NodeFigures figures;
    private final FailureWatch watch;
    private final LongAdder calls = new LongAdder();
    private volatile Instance instance;

    /** @param connections where its calls go */
    Node(Instance instance, Invoker connections, Ticker ticker) {
        this(instance, connections, ticker, FailureWatch.idle());
    }

    /** @param watch is told how its calls end */
    Node(Instance instance, Invoker connections, Ticker ticker, FailureWatch watch) {
        this.instance = requireNonNull(instance, "instance");
        this.connections = requireNonNull(connections, "connections");
        this.figures = new NodeFigures(requireNonNull(ticker, "ticker"));
        this.watch = requireNonNull(watch, "watch");
    }

    /** What was last said of it; its endpoint stays the same. */
    public Instance instance() {
        return instance;
    }

    /** Calls of this client that went there and have not ended. */
    public int pending() {
        return figures.pending();
    }

    /** How long a call of this client takes there, in nanoseconds, of those that were answered; 0 while none was. */
    public double responseNanos() {
        return figures.responseNanos();
    }

    /** How much it fails or refuses of what it is sent, from 0 to 2, of which 1 is all; a single failure in many calls is 0. */
    public double trouble() {
        return figures.trouble();
    }

    /** The share of picks that it is to take part in, which grows to 1 while its {@linkplain #begin slow start} lasts. */
    public double warmth() {
        return figures.warmUp().share(figures.ticker().nanoTime());
    }

    /** Calls of this client that went there. */
    public long calls() {
        return calls.sum();
    }

    /** Whether its calls go over these connections. */
    boolean isOver(Invoker connections) {
        return this.connections == connections;
    }

    NodeFigures figures() {
        return figures;
    }

    FailureWatch watch() {
        return watch;
    }

    /** What became of its calls so far. */
    CallTotals totals() {
        long failed = watch.failed(); // first, for what ends meanwhile is then taken for good, not for bad
        long unjudged = watch.unjudged();
        int pending = figures.pending();
        return new CallTotals(Math.max(0, calls() - pending - failed - unjudged), failed);
    }

    /** Whether it was left out, and one call is to tell whether it is whole again. */
    boolean onTrial() {
        return watch.trial() != null;
    }

    /** Whether this is the call which tells that, and has to go there. */
    boolean beginsTrial(Request request) {
        Trial trial = watch.trial();
        return trial != null && trial.begins(request, figures.ticker().nanoTime());
    }

    void become(Instance instance) {
        this.instance = instance;
    }

    /**
     * The node has become usable, for the first time or again: what was known of it is forgotten, and it is given work little by
     * little for as long as {@code slowStart}; none for zero.
     */
    void begin(Duration slowStart) {
        figures.begin(new WarmUp(figures.ticker().nanoTime(), slowStart.toNanos()));
    }

    /**
     * Sends a call there, and tells {@code balancer} when it has ended. Whoever listens to the answer finds the figures of the node
     * brought up to date.
     */
    CompletableFuture<Response> send(Request request, LoadBalancer balancer) {
        // what began before a trial does not count for it
        long start = onTrial() ? figures.ticker().nanoTime() : request.leftNanos();
        NodeCall call = new NodeCall(this, request, balancer, start);
        calls.increment();
        figures.onSent();
        Request watched = request.watchedBy(call);
        CompletableFuture<Response> answer = connections.invokeSafely(watched);
        return answer instanceof ResponseFuture own && own.tells(watched) ? own : call.listenTo(watched, answer);
    }

    /** The call that went out at {@code startNanos} came back without having been carried out. */
    void onHandedBack(long startNanos) {
        figures.onHandedBack();
        watch.onUnjudged(startNanos);
    }

    /**
     * A call has ended.
     *
     * @param now on the ticker
     * @param nanos how long the call took
     * @param allowedNanos how long it might have taken
     */
    void onFinished(Request request, Response response, long now, long nanos, long allowedNanos) {
        Verdict verdict = Verdict.of(response);
        boolean timed = !request.method().oneway(); // the answer of a one-way call says nothing of the server
        figures.onFinished(verdict, now, nanos, allowedNanos, timed);
        if (verdict != Verdict.GOOD) {
            long start = now - nanos;
            if (verdict == Verdict.NEUTRAL && request.routeNoteOrNull() instanceof HedgeLeg leg && leg.lost()) {
                figures.onOvertaken(nanos, now);
            }
            watch.onOther(verdict, request, response.failure(), start, callersNanos(request, start, allowedNanos), now);
        } else if (timed) {
            watch.onGood(now - nanos);
        }
    }

    /** What the caller allowed, of which this client may have given the attempt a part. */
    private static long callersNanos(Request request, long startNanos, long allowedNanos) {
        return request.routeNoteOrNull() instanceof RetryCall call
                ? call.request().deadline().atNanos() - startNanos
                : allowedNanos;
    }

    /** The address, as it stands in messages. */
    @Override
    public String toString() {
        return instance.toString();
    }
}
