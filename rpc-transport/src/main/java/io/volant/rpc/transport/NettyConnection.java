package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.volant.rpc.Connection;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Peer;
import io.volant.rpc.Redirect;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.TransportFailures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

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
    private final ReplySizes sizes;
    private final long deadlineCapNanos;

    NettyConnection(
            Peer peer, Agreement agreement, Link<ClientCalls> link, BodyCompression compression, ReplySizes sizes) {
        this.peer = peer;
        this.agreement = agreement;
        this.link = link;
        this.calls = link.side();
        this.life = calls.life();
        this.compression = compression;
        this.sizes = sizes;
        this.deadlineCapNanos =
                TimeUnit.MILLISECONDS.toNanos(agreement.peer().limits().deadlineCapMillis());
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        return invoke(request, null);
    }

    /** Whether this leads to the server that got a call, and it can be asked again. */
    boolean knows(Execution execution) {
        return agreement.has(Features.ONE_EXECUTION)
                && agreement.peer().instance().equals(execution.server());
    }

    /** As {@link #invoke}, of a call that was sent before and must not be executed again; it goes no other way. */
    CompletableFuture<Response> askAgain(Request request, Execution execution) {
        return invoke(request, execution);
    }

    private CompletableFuture<Response> invoke(Request request, @Nullable Execution askedAgain) {
        if (life.state() != State.READY) {
            Failure closed = TransportFailures.disconnected(peer.address(), request, "is closed", Outcome.NOT_SENT);
            return notCarried(request, askedAgain, closed);
        }
        int length = request.payload().length();
        int most = agreement.sendableMessage();
        if (length > most) {
            return refused(TransportFailures.tooLarge(request, "arguments", length, most, Outcome.NOT_SENT));
        }
        if (request.allowedNanos() > deadlineCapNanos) {
            long mostMillis = TimeUnit.NANOSECONDS.toMillis(deadlineCapNanos);
            return refused(TransportFailures.deadlineTooLong(peer.address(), request, mostMillis));
        }
        PendingCall call;
        try {
            byte[] metadata = MetadataCodec.encode(
                    request.metadata(), agreement.peer().limits().metadata());
            call = new PendingCall(calls, request, compression.toSend(request.payload()), metadata, askedAgain);
        } catch (CallFault fault) {
            return refused(CallTexts.failure(request, fault.status(), fault.detail(), Outcome.NOT_SENT));
        } catch (Throwable e) { // a compressor may lack its native part
            return refused(CallTexts.failure(request, Status.INTERNAL, "cannot be prepared: " + e, Outcome.NOT_SENT));
        }
        if (!life.enter()) {
            Failure full =
                    TransportFailures.tooManyCalls(peer.address(), request, life.mostInFlight(), Outcome.NOT_SENT);
            return notCarried(request, askedAgain, full);
        }
        request.scope().onCancel(call);
        link.submitCall(call);
        return call;
    }

    private CompletableFuture<Response> notCarried(Request request, @Nullable Execution askedAgain, Failure failure) {
        return askedAgain == null ? calls.detour().of(request, failure) : refused(failure);
    }

    private static CompletableFuture<Response> refused(Failure failure) {
        return CompletableFuture.completedFuture(Response.failure(failure));
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
    public int mostInFlight() {
        return life.mostInFlight();
    }

    @Override
    public void onState(Consumer<State> listener) {
        life.onState(listener);
    }

    @Override
    public boolean suspect() {
        return life.suspect();
    }

    @Override
    public void onSuspect(Consumer<Boolean> listener) {
        life.onSuspect(listener);
    }

    /** By the ids that servers tell in their hello; one that tells none is any. */
    @Override
    public boolean sameServer(Connection other) {
        Instance here = agreement.peer().instance();
        Instance there =
                other instanceof NettyConnection netty ? netty.agreement.peer().instance() : Instance.UNKNOWN;
        return here.equals(there) || here.equals(Instance.UNKNOWN) || there.equals(Instance.UNKNOWN);
    }

    @Override
    public void onLargeReply(ObjIntConsumer<Request> listener) {
        sizes.tell(listener);
    }

    @Override
    public void redirect(Redirect redirect) {
        calls.detour().by(redirect);
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
        calls.leave("the connection to " + peer + " was closed by this client");
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
