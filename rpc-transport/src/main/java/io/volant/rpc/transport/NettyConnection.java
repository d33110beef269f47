package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.volant.rpc.Connection;
import io.volant.rpc.Outcome;
import io.volant.rpc.Peer;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client's connection as its callers see it: checks a call and prepares its bytes on the caller's thread, then hands it to the
 * event loop. Thread-safe.
 */
final class NettyConnection implements Connection {
    private final Peer peer;
    private final Agreement agreement;
    private final Link<ClientCalls> link;
    private final ClientCalls calls;
    private final ConnectionLife life;
    private final BodyCompression compression;
    private final long deadlineCapNanos;

    NettyConnection(Peer peer, Agreement agreement, Link<ClientCalls> link, BodyCompression compression) {
        this.peer = peer;
        this.agreement = agreement;
        this.link = link;
        this.calls = link.side();
        this.life = calls.life();
        this.compression = compression;
        this.deadlineCapNanos =
                TimeUnit.MILLISECONDS.toNanos(agreement.peer().limits().deadlineCapMillis());
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        if (life.state() != State.READY) {
            return refused(request, Status.UNAVAILABLE, "the connection to " + peer + " is closed or closing");
        }
        int length = request.payload().length();
        if (length > agreement.sendableMessage()) {
            return refused(
                    request,
                    Status.RESOURCE_EXHAUSTED,
                    "arguments of " + length + " bytes (" + peer + " accepts " + agreement.sendableMessage() + ")");
        }
        if (request.deadline().remainingNanos() > deadlineCapNanos) {
            return refused(
                    request,
                    Status.INVALID_ARGUMENT,
                    "a deadline of " + request.deadline().remaining().toMillis() + " ms (" + peer + " allows "
                            + agreement.peer().limits().deadlineCapMillis() + " ms)");
        }
        PendingCall call;
        try {
            byte[] metadata = MetadataCodec.encode(
                    request.metadata(), agreement.peer().limits().metadata());
            call = new PendingCall(calls, request, compression.toSend(request.payload()), metadata);
        } catch (CallFault fault) {
            return refused(request, fault.status(), fault.detail());
        } catch (RuntimeException e) {
            return refused(request, Status.INTERNAL, "cannot be prepared: " + e);
        }
        if (!life.enter()) {
            return refused(
                    request,
                    Status.OVERLOADED,
                    life.mostInFlight() + " calls are in flight on the connection to " + peer + ", as many as may be");
        }
        request.scope().onCancel(call);
        link.submit(call);
        return call;
    }

    private static CompletableFuture<Response> refused(Request request, Status status, String why) {
        return CompletableFuture.completedFuture(
                Response.failure(CallTexts.failure(request, status, why, Outcome.NOT_SENT)));
    }

    @Override
    public State state() {
        return life.state();
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public int inFlight() {
        return life.inFlight();
    }

    @Override
    public void onState(Consumer<State> listener) {
        life.onState(listener);
    }

    @Override
    public CompletableFuture<Void> drain(Duration atMost) {
        life.announce(State.DRAINING);
        onLoop(calls::onDrain);
        if (!life.ended().isDone()) {
            onLoop(() -> {
                var timeout = link.loop().schedule(this::closeOnLoop, atMost.toNanos(), TimeUnit.NANOSECONDS);
                life.ended().whenComplete((done, error) -> timeout.cancel(false));
            });
        }
        return life.ended().copy();
    }

    @Override
    public void close() {
        life.announce(State.CLOSED);
        onLoop(this::closeOnLoop);
    }

    private void closeOnLoop() {
        link.endQuietly("this client closed the connection to " + peer);
    }

    private void onLoop(Runnable task) {
        EventLoop loop = link.loop();
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) { // the runtime was closed, and the connection with it
            life.moveTo(State.CLOSED);
            life.ended().complete(null);
        }
    }

    @Override
    public String toString() {
        return "NettyConnection[" + peer + ", " + state() + "]";
    }
}
