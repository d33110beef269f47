package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Peer;
import io.volant.rpc.PeerText;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.WireMeter;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one connection on the side that runs them: decides each when its first frame is read, hands it to its service, and
 * answers it once.
 *
 * <p>Confined to the event loop.
 */
final class ServerCalls implements LinkSide {
    private static final Logger log = LoggerFactory.getLogger(ServerCalls.class);

    private final Link<?> link;
    private final Outbound outbound;
    private final Peer peer;
    private final WireMeter meter;
    private final OnewayFailures onewayFailures;
    private final ServerBindings bindings;
    private final RequestGate gate;
    private final CallRunner runner;
    private final Assemblies<RunningCall> assemblies;
    private final Backlog backlog;
    private final CancelFlood flood = new CancelFlood();
    private final RunningCalls running = new RunningCalls();
    private final @Nullable EpochCalls epoch; // of the calls that must run once, where that was agreed
    private long received;
    private boolean draining;
    private boolean clientDone;
    private long skipped; // frames of calls that are not, or no more, read

    ServerCalls(Link<?> link, ServerSettings settings, Agreement agreement, Peer peer, BooleanSupplier over) {
        this.link = link;
        this.outbound = link.outbound();
        this.peer = peer;
        this.meter = settings.options().meter();
        this.onewayFailures = new OnewayFailures(meter, peer);
        this.bindings = new ServerBindings(settings.acceptor(), agreement.sendableFrame());
        this.backlog = new Backlog(outbound, link.channel(), settings.options().runtime());
        BodyCompression compression = new BodyCompression(settings.options().compression(), agreement);
        this.epoch = EpochCalls.of(link, settings.epochs(), agreement, running);
        this.gate = new RequestGate(agreement.own(), bindings, compression, backlog, settings, this.epoch);
        VolantRuntime runtime = settings.options().runtime();
        this.runner = new CallRunner(link, runtime, peer, agreement, compression, backlog, over);
        this.assemblies = new Assemblies<>(settings.options().limits().assembly());
    }

    @Override
    public void onFrame(FrameHeader frame) {
        switch (frame.type()) {
            case REQUEST, ONEWAY -> onFirst(frame);
            case FRAG -> onFragment(frame);
            case FRAG_ABORT -> dropIncomplete(frame.callId());
            case CANCEL -> onCancel(frame);
            case BIND -> {
                BindAck ack = bindings.onBind(BindFrame.read(frame.body()), draining);
                int number = frame.aux();
                outbound.control((frames, out) -> frames.bindAck(out, number, ack));
            }
            case CLOCK -> gate.onClock(link.readNanos(), ControlPayload.clockMicros(frame));
            case GOAWAY -> onGoAway(GoAwayFrame.read(frame.aux(), frame.body()));
            case BIND_ACK, RESPONSE, ERROR, PING, PONG, IGNORED ->
                throw new ProtocolFault(Rule.DIRECTION, frame.type() + " (expected: a frame that a client sends)");
        }
    }

    private void onGoAway(GoAwayFrame goAway) {
        clientDone = goAway.reason() == GoAwayFrame.DONE;
        if (!clientDone) {
            log.info("event=client_goaway peer={} text=\"{}\"", peer, PeerText.oneLine(goAway.text()));
        }
    }

    private void onFirst(FrameHeader frame) {
        int id = frame.callId();
        if (CallId.ofAcceptingSide(id)) {
            throw new ProtocolFault(
                    Rule.CALL_ID_SIDE,
                    frame.type() + " call id: 0x" + Integer.toHexString(id) + " (expected: bit 31 clear)");
        }
        if (draining) {
            skipped++; // behind the GOAWAY: the caller knows that it will not run
            return;
        }
        if (running.find(id) != null) {
            throw new ProtocolFault(
                    Rule.CALL_ID_IN_USE,
                    frame.type() + " call id: 0x" + Integer.toHexString(id) + " (expected: a free one)");
        }
        received++;
        try {
            begin(gate.admit(this, frame, running.size(), link.readNanos()), frame);
        } catch (RequestGate.Refused refused) {
            if (refused.failure().status() == Status.OVERLOADED) {
                flood.onRefused(running.size());
            }
            refuse(id, frame.type() == FrameType.ONEWAY, refused.failure());
        }
    }

    private void begin(RunningCall call, FrameHeader frame) throws RequestGate.Refused {
        if (!frame.moreFollows()) {
            Payload body = frame.copyOfBody(); // before the call counts: there may be no memory for it
            running.add(call);
            runner.start(call, body);
        } else if (assemblies.begin(call.id, call, frame)) {
            running.add(call);
        } else {
            call.release();
            throw RequestGate.noRoom(call.method, frame.totalLength(), assemblies);
        }
    }

    private void refuse(int id, boolean oneway, Failure failure) {
        meter.onRefused(failure.status());
        if (oneway) {
            onewayFailures.onRefused(failure.status());
        } else {
            backlog.refuse(id, failure);
        }
    }

    private void onFragment(FrameHeader frame) {
        if (!assemblies.has(frame.callId())) {
            skipped++;
            return;
        }
        Assembly<RunningCall> whole = assemblies.next(frame);
        if (whole != null) {
            runner.start(whole.owner, whole.body());
        }
    }

    CallRunner runner() {
        return runner;
    }

    /** A call has ended, and its reply is ready. */
    void onEnded(RunningCall call) {
        running.onEnded(call);
        if (call.cancelledYoung) {
            flood.onEnded();
        }
        Reply reply = call.reply;
        if (reply == null) {
            return;
        }
        call.tellEpoch(reply, epoch);
        if (!call.oneway && !call.abandoned) {
            backlog.send(reply); // which drops it when the connection is over
            return;
        }
        backlog.drop(reply);
        if (call.oneway && !call.abandoned && link.isOpen()) {
            onewayFailures.onEnded(call, reply);
        }
    }

    private void onCancel(FrameHeader frame) {
        RunningCall call = running.find(frame.callId());
        if (call == null) {
            skipped++;
        } else if (!call.complete) {
            dropIncomplete(call.id);
        } else {
            boolean late = frame.aux() == Status.DEADLINE_EXCEEDED.code();
            if (!call.abandoned && CancelFlood.counts(link.readNanos() - call.arrivedNanos, late)) {
                call.cancelledYoung = true;
                flood.onCancelled();
            }
            abandon(call, late ? Status.DEADLINE_EXCEEDED : Status.CANCELLED);
        }
    }

    private void dropIncomplete(int id) {
        RunningCall dropped = assemblies.drop(id);
        if (dropped != null) {
            running.remove(id);
            dropped.release();
        } else {
            skipped++;
        }
    }

    /** Tells the handler that nobody waits; the call counts until it ends. */
    private void abandon(RunningCall call, Status reason) {
        call.abandoned = true;
        runner.cancel(call, reason);
    }

    private void onExpired(RunningCall call) {
        if (call.complete) {
            runner.cancel(call, Status.DEADLINE_EXCEEDED);
            return;
        }
        dropIncomplete(call.id);
        String message = call.method + ": its time was over before all of it had come. " + Outcome.REJECTED.sentence();
        refuse(call.id, call.oneway, Failure.of(Status.DEADLINE_EXCEEDED, Outcome.REJECTED, message));
    }

    /** Takes no more calls, and closes when those accepted are answered. */
    void onDrain(GoAwayFrame goAway) {
        if (!draining) {
            draining = true;
            outbound.control((frames, out) -> frames.goAway(out, goAway));
        }
        link.wantTurn();
    }

    /** Answers every call that is left, and closes. */
    void onGraceOver() {
        onDrain(GoAwayFrame.shuttingDown(received, 0));
        for (RunningCall call : running.all()) {
            if (!call.complete) {
                meter.onRefused(Status.UNAVAILABLE);
                dropIncomplete(call.id);
            }
            if (!call.oneway && !call.abandoned) {
                Outcome outcome = call.complete ? Outcome.UNKNOWN : Outcome.REJECTED;
                String message = call.method + ": the server is shutting down. " + outcome.sentence();
                backlog.refuse(call.id, Failure.of(Status.UNAVAILABLE, outcome, message));
            }
            running.remove(call.id);
            abandon(call, Status.CANCELLED);
        }
        link.wantTurn();
    }

    @Override
    public void onTick(long nowNanos) {
        running.expire(nowNanos, this::onExpired);
    }

    @Override
    public String peerRole() {
        return "the client";
    }

    @Override
    public int inFlight() {
        return running.size();
    }

    @Override
    public int queueMicros(long nowNanos) {
        return running.queueMicros(nowNanos, runner.ticker());
    }

    @Override
    public boolean expectsAnswers() {
        return false;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public void afterTurn() {
        backlog.look();
        if (draining && running.size() == 0 && outbound.isEmpty()) {
            link.endQuietly("this server has ended the connection in order");
        }
    }

    @Override
    public void onEnd(String reason) {
        log.debug(
                "event=connection_end peer={} reason=\"{}\" received={} running={} skipped={}",
                peer,
                PeerText.oneLine(reason),
                received,
                running.size(),
                skipped);
        for (RunningCall call : running.all()) {
            if (!call.oneway && (clientDone || call.epoch == null)) {
                abandon(call, Status.CANCELLED);
            }
        }
        assemblies.all().forEach(incomplete -> incomplete.owner.release());
        if (epoch != null) {
            epoch.onConnectionEnd(clientDone);
        }
        assemblies.close();
        backlog.close();
    }
}
