package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import java.util.function.Consumer;

/**
 * The calls of one connection on the side that makes them: gives each a slot and a place in the queue, and completes each exactly
 * once, by its answer, its caller, its deadline, or the end of the connection.
 *
 * <p>Confined to the event loop, but for {@link #submitCancel}.
 */
final class ClientCalls implements LinkSide {
    private final Link<?> link;
    private final Outbound outbound;
    private final CallClock clock;
    private final ConnectionLife life;
    private final CallTable table = new CallTable();
    private final ClientBindings bindings;
    private final ReplyReader replies;
    private final Leaving leaving;
    private final OneExecution oneExecution;
    private final CallEnds ends;
    private final Consumer<PendingCall> expire = this::onExpired;
    private long ordinals;

    ClientCalls(Link<?> link, Agreement agreement, ConnectionLife life, Ticker ticker, ReplyReader replies) {
        this.link = link;
        this.outbound = link.outbound();
        this.clock = new CallClock(link, ticker);
        this.life = life;
        this.bindings = new ClientBindings(outbound, agreement.sendableFrame());
        this.replies = replies;
        this.leaving = new Leaving(link, life, table, agreement);
        this.oneExecution = new OneExecution(agreement);
        this.ends = new CallEnds(table, life, oneExecution, leaving::closeWhenIdle);
    }

    CallClock clock() {
        return clock;
    }

    OneExecution oneExecution() {
        return oneExecution;
    }

    long nextOrdinal() {
        return ++ordinals;
    }

    ConnectionLife life() {
        return life;
    }

    Detour detour() {
        return ends.detour();
    }

    /** The server's address, as it stands in messages. */
    String peer() {
        return link.peer();
    }

    CallTable table() {
        return table;
    }

    void onNewCall(PendingCall call) {
        if (call.state != PendingCall.State.NEW) {
            return; // cancelled on its way here
        }
        String over = leaving.reason();
        if (over != null) {
            ends.abandon(call, over, Outcome.NOT_SENT);
            return;
        }
        Binding binding = bindings.of(call.request.codec());
        if (binding == null) {
            end(
                    call,
                    CallTexts.failure(
                            call.request,
                            Status.OVERLOADED,
                            "no method ids are left on this connection",
                            Outcome.NOT_SENT));
            return;
        }
        call.binding = binding;
        Failure refusal = binding.refusal(call.request, link.peer(), Outcome.NOT_SENT);
        if (refusal != null) {
            end(call, refusal);
        } else {
            queue(call, binding);
        }
    }

    private void queue(PendingCall call, Binding binding) {
        call.id = table.claim(call, clock.deadlineNanos(call.request));
        if (call.id == CallId.CONNECTION) {
            end(
                    call,
                    CallTexts.failure(
                            call.request,
                            Status.OVERLOADED,
                            "all " + CallId.MAX_SLOTS + " call slots are taken",
                            Outcome.NOT_SENT));
            return;
        }
        call.state = PendingCall.State.QUEUED;
        link.hurry();
        boolean mustWait = call.oneway() || call.sentAgain;
        if (mustWait && !binding.answered()) {
            binding.parked().add(call);
        } else {
            outbound.add(call);
        }
    }

    /** Any thread. */
    void submitCancel(PendingCall call) {
        link.submit(new LoopTask(() -> onCancelled(call), call::onLoopGone));
    }

    void onCancelled(PendingCall call) {
        if (call.state == PendingCall.State.ENDED || (call.state == PendingCall.State.SENT && call.oneway())) {
            return;
        }
        Status reason = call.request.scope().reason();
        if (reason == Status.DEADLINE_EXCEEDED && link.behind()) {
            return; // its answer may be here unread; otherwise the tick ends it
        }
        Outcome outcome = giveUp(call, reason);
        end(call, Failure.ofScope(call.request, link.peer(), outcome));
    }

    void onExpired(PendingCall call) {
        Outcome outcome = giveUp(call, Status.DEADLINE_EXCEEDED);
        end(call, Failure.deadlineExceeded(call.request, link.peer(), outcome));
    }

    /** Stops what still goes on for the call, and returns what is certain about its execution. */
    private Outcome giveUp(PendingCall call, Status reason) {
        Outcome outcome = call.outcomeWithoutAnswer();
        int id = call.id;
        switch (call.state) {
            case NEW, ENDED -> {}
            case QUEUED -> outbound.onGivenUp(call);
            case PARTLY_SENT -> outbound.abort(call, id, reason.code());
            case SENT -> {
                replies.forget(id);
                outbound.control((writer, out) -> writer.cancel(out, id, reason.code()));
            }
        }
        return outcome;
    }

    void onOnewayFlushed(PendingCall call) {
        if (call.state == PendingCall.State.SENT) {
            end(call, Response.empty());
        }
    }

    @Override
    public void onFrame(FrameHeader frame) {
        switch (frame.type()) {
            case RESPONSE, ERROR -> replies.onReply(frame, this);
            case FRAG -> replies.onFragment(frame, this);
            case FRAG_ABORT -> replies.onAbort(frame, this);
            case BIND_ACK -> onAnswered(bindings.onAck(frame));
            case GOAWAY -> leaving.onGoAway(GoAwayFrame.read(frame.aux(), frame.body()), ends);
            case BIND, REQUEST, ONEWAY, CANCEL, CLOCK, PING, PONG, IGNORED ->
                throw new ProtocolFault(Rule.DIRECTION, frame.type() + " (expected: a frame that a server sends)");
        }
    }

    private void onAnswered(Binding binding) {
        if (!binding.answered()) {
            return;
        }
        for (PendingCall call = binding.parked().poll();
                call != null;
                call = binding.parked().poll()) {
            if (call.state != PendingCall.State.QUEUED) {
                continue;
            }
            Failure refusal = binding.refusal(call.request, link.peer(), Outcome.NOT_SENT);
            if (refusal != null) {
                end(call, refusal);
            } else {
                outbound.add(call);
            }
        }
    }

    /** The call is answered by an error; where that only says that the server had not seen the full form of its BIND, it is sent again. */
    void onError(ReplyHead head, Failure failure) {
        PendingCall call = head.call();
        if (call.state == PendingCall.State.PARTLY_SENT) {
            outbound.abort(call, call.id, Status.CANCELLED.code());
        }
        Binding binding = call.binding;
        Failure told = failure;
        if (binding != null && failure.outcome() == Outcome.REJECTED) {
            boolean early = call.boundForm == 0 && (binding.form() == 1 || !binding.answered());
            if (early
                    && failure.status() == Status.FAILED_PRECONDITION
                    && !call.sentAgain
                    && leaving.reason() == null) {
                table.release(call.id);
                call.sentAgain = true;
                queue(call, binding);
                return;
            }
            Failure refusal = binding.refusal(call.request, link.peer(), Outcome.REJECTED);
            told = refusal == null ? failure : refusal;
        }
        end(call, head.failure(told, clock.readMicros(call.request)));
    }

    /** Takes no more calls, and closes when those in flight are over. */
    void onDrain() {
        leaving.onDrain();
    }

    /** Closes, and waits for nothing any more. */
    void leave(String reason) {
        leaving.leave(reason);
    }

    /** Ends a call with its answer. */
    void end(PendingCall call, Response response) {
        ends.end(call, response);
    }

    void end(PendingCall call, Failure failure) {
        end(call, clock.unanswered(call, failure));
    }

    @Override
    public void onPong(Pong pong) {
        clock.onPong(pong);
    }

    @Override
    public void onTick(long nowNanos) {
        table.expire(nowNanos, expire);
    }

    @Override
    public String peerRole() {
        return "the server";
    }

    @Override
    public int inFlight() {
        return table.inUse();
    }

    @Override
    public boolean expectsAnswers() {
        return true;
    }

    @Override
    public void onSuspect(boolean suspect) {
        life.suspect(suspect);
    }

    @Override
    public long received() {
        return 0;
    }

    @Override
    public void afterTurn() {}

    @Override
    public void onEnd(String reason) {
        leaving.onEnd(reason, ends);
        replies.close();
        life.ended().complete(null);
    }
}
