package io.volant.rpc.inprocess;

import io.volant.rpc.Acceptor;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Endpoint;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Listening;
import io.volant.rpc.Peer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A port of the network, and the sessions that clients opened through it. Thread-safe. */
final class InProcessListening implements Listening {
    private final Endpoint address;
    private final ListenOptions options;
    private final Acceptor acceptor;
    private final InProcessLoop loop;
    private final Consumer<InProcessListening> unbind;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Set<InProcessSession> sessions = new HashSet<>(); // guarded by this, as those below
    private boolean draining;
    private int accepted;

    InProcessListening(
            Endpoint address,
            ListenOptions options,
            Acceptor acceptor,
            InProcessLoop loop,
            Consumer<InProcessListening> unbind) {
        this.address = address;
        this.options = options;
        this.acceptor = acceptor;
        this.loop = loop;
        this.unbind = unbind;
    }

    @Override
    public Endpoint address() {
        return address;
    }

    String serializer() {
        return options.serializer();
    }

    /** A new connection from a client; empty when the port was closed meanwhile. */
    synchronized Optional<InProcessConnection> accept(
            Endpoint endpoint, ConnectOptions clientOptions, InProcessLoop clientLoop) {
        if (draining) {
            return Optional.empty();
        }
        accepted++;
        Peer client = new Peer("in-process:" + accepted, clientOptions.clientName());
        InProcessSession session = new InProcessSession(
                client, options, acceptor, loop, this::onClosed, endpoint, clientOptions, clientLoop);
        sessions.add(session);
        session.begin();
        clientLoop.closeWithRuntime(session.connection());
        return Optional.of(session.connection());
    }

    @Override
    public CompletableFuture<Void> drain(Duration atMost) {
        if (beginToDrain()) {
            open().forEach(InProcessSession::drain);
            closeWhenEmpty();
            Future<?> graceOver = loop.after(atMost, this::abort);
            closed.whenComplete((done, error) -> graceOver.cancel(false)); // it holds the services
        }
        return closed.copy();
    }

    @Override
    public void close() {
        beginToDrain();
        abort();
    }

    private synchronized boolean beginToDrain() {
        if (draining) {
            return false;
        }
        draining = true;
        unbind.accept(this);
        return true;
    }

    private void abort() {
        open().forEach(InProcessSession::abort);
        closeWhenEmpty();
    }

    private void onClosed(InProcessSession session) {
        synchronized (this) {
            sessions.remove(session);
        }
        closeWhenEmpty();
    }

    private synchronized List<InProcessSession> open() {
        return List.copyOf(sessions);
    }

    private void closeWhenEmpty() {
        synchronized (this) {
            if (!draining || !sessions.isEmpty()) {
                return;
            }
        }
        loop.forget(this);
        loop.execute(() -> closed.complete(null));
    }
}
