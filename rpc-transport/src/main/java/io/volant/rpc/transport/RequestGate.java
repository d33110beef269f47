package io.volant.rpc.transport;

import io.volant.rpc.AskedAgain;
import io.volant.rpc.ByteBudget;
import io.volant.rpc.BytesInFlight;
import io.volant.rpc.CodecException;
import io.volant.rpc.ExportedService;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides from its first frame whether a call may run. What is refused here has cost nothing: its body was not touched.
 *
 * <p>Confined to the event loop.
 */
final class RequestGate {
    private static final long NANOS_PER_MICRO = 1_000;

    private final PeerLimits own;
    private final ServerBindings bindings;
    private final BodyCompression compression;
    private final ByteBudget inbound;
    private final Backlog backlog;
    private final long startNanos;
    private final ClockSkew skew = new ClockSkew();
    private final ExecutionExtension execution = new ExecutionExtension();
    private final @Nullable EpochCalls epoch; // null where no call asks to run once
    private final ServerEpochs epochs;

    RequestGate(
            PeerLimits own,
            ServerBindings bindings,
            BodyCompression compression,
            Backlog backlog,
            ServerSettings settings,
            @Nullable EpochCalls epoch) {
        VolantRuntime runtime = settings.options().runtime();
        this.own = own;
        this.bindings = bindings;
        this.compression = compression;
        this.inbound = runtime.serverBytes().inbound();
        this.backlog = backlog;
        this.epochs = settings.epochs();
        this.epoch = epoch;
        this.startNanos = runtime.ticker().nanoTime();
    }

    void onClock(long readNanos, long clockMicros) {
        skew.onClock(micros(readNanos), clockMicros);
    }

    /** The call that the frame begins, with room for its bytes, or {@link Refused}. */
    RunningCall admit(ServerCalls calls, FrameHeader frame, int running, long readNanos) throws Refused {
        if (running >= own.callsInFlight()) {
            throw new Refused(
                    Status.OVERLOADED,
                    running + " calls of this connection are running (expected: at most " + own.callsInFlight() + ").");
        }
        Metadata metadata = readElements(frame);
        BoundService bound = bindings.find(frame.aux());
        if (bound == null) {
            throw new Refused(Status.UNIMPLEMENTED, "no method of this connection has the id " + frame.aux() + ".");
        }
        MethodDescriptor method = bound.method(frame.aux());
        ExportedService exported = bound.exported();
        if (method == null || exported == null) {
            throw new Refused(bound.refusal());
        }
        long remaining = remainingNanos(frame, readNanos);
        if (remaining <= 0) {
            throw new Refused(Status.DEADLINE_EXCEEDED, method + ": its time was over when it arrived.");
        }
        if (frame.totalLength() > own.largestMessage()) {
            throw new Refused(
                    Status.RESOURCE_EXHAUSTED,
                    method + ": arguments: " + frame.totalLength() + " bytes (expected: at most " + own.largestMessage()
                            + ").");
        }
        checkCompression(frame, method);
        EpochCalls among = executesOnce(frame) ? epochOf(method) : null;
        RunningCall call = new RunningCall(
                calls,
                frame,
                exported,
                method,
                metadata,
                PriorityExtension.in(frame),
                readNanos,
                readNanos + remaining);
        if (among != null) {
            call.isOf(among, execution.sequence(), execution.epoch() != null);
        }
        call.hold(reserve(frame, method), inbound);
        return call;
    }

    private boolean executesOnce(FrameHeader frame) {
        return epoch != null && frame.type() == FrameType.REQUEST && execution.present();
    }

    /** Of which connection the call was first made. */
    private @Nullable EpochCalls epochOf(MethodDescriptor method) throws Refused {
        Epoch first = execution.epoch();
        if (first == null) {
            return epoch;
        }
        EpochCalls known = epochs.find(first);
        if (known == null) {
            epochs.meter().onAskedAgain(AskedAgain.FORGOTTEN);
            throw new Refused(ServerEpochs.forgotten(method));
        }
        return known;
    }

    /** Takes room for the call until it has ended; what is decompressed is there twice for a while. */
    private long reserve(FrameHeader frame, MethodDescriptor method) throws Refused {
        long bytes = (long) BytesInFlight.PER_CALL + frame.metadataLength() + frame.totalLength();
        if (frame.compressed()) {
            bytes += frame.originalLength();
        }
        if (bytes > inbound.limit()) {
            throw new Refused(
                    Status.RESOURCE_EXHAUSTED,
                    method + ": a call of " + bytes + " bytes (expected: at most " + inbound.limit()
                            + ", the room of all calls in flight).");
        }
        if (backlog.full()) {
            throw new Refused(Status.OVERLOADED, method + ": " + backlog.text() + ".");
        }
        if (!inbound.reserve(bytes)) {
            throw new Refused(
                    Status.OVERLOADED,
                    method + ": no room for " + bytes + " bytes, calls in flight hold " + inbound + ".");
        }
        return bytes;
    }

    /** The connection has no room to assemble the body. */
    static Refused noRoom(MethodDescriptor method, int bytes, Assemblies<?> assemblies) {
        return new Refused(
                Status.OVERLOADED,
                method + ": no room for " + bytes + " bytes of arguments, messages of this connection that are "
                        + "incomplete take " + assemblies.reserved() + ".");
    }

    private Metadata readElements(FrameHeader frame) throws Refused {
        try {
            if (frame.hasExtensions()) {
                ExtensionsCodec.check(frame.buffer(), frame.extensionsStart(), frame.extensionsLength());
            }
            if (epoch != null && frame.type() == FrameType.REQUEST) {
                execution.read(frame);
                if (execution.present()) {
                    epoch.onFirst(execution);
                }
            }
            return frame.hasMetadata()
                    ? MetadataCodec.decode(
                            frame.buffer(), frame.metadataStart(), frame.metadataLength(), own.metadata())
                    : Metadata.empty();
        } catch (CallFault fault) {
            throw new Refused(fault.status(), fault.detail() + ".");
        }
    }

    private long remainingNanos(FrameHeader frame, long readNanos) {
        int millis = frame.deadlineMillis() == 0
                ? own.deadlineCapMillis()
                : Math.min(frame.deadlineMillis(), own.deadlineCapMillis());
        long age = skew.ageMicros(micros(readNanos)) * NANOS_PER_MICRO;
        return TimeUnit.MILLISECONDS.toNanos(millis) - age;
    }

    private long micros(long nanos) {
        return (nanos - startNanos) / NANOS_PER_MICRO; // from a near origin, for nanoseconds may wrap
    }

    private void checkCompression(FrameHeader frame, MethodDescriptor method) throws Refused {
        if (!frame.compressed()) {
            return;
        }
        try {
            compression.check(frame.encoding(), frame.originalLength());
        } catch (CodecException e) {
            throw new Refused(statusOf(e), method + ": " + e.getMessage() + ".");
        }
    }

    /** With which status a body that cannot be read is refused. */
    static Status statusOf(CodecException fault) {
        return fault.reason() == CodecException.Reason.TOO_LARGE ? Status.RESOURCE_EXHAUSTED : Status.INVALID_ARGUMENT;
    }

    /** The call does not run. Stackless: it is an answer. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        Refused(Status status, String why) {
            this(Failure.of(status, Outcome.REJECTED, why + " " + Outcome.REJECTED.sentence()));
        }

        Refused(Failure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
