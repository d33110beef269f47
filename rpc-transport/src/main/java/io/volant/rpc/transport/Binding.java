package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Status;
import io.volant.rpc.TransportFailures;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A service as the calling side of one connection bound it: its range of method ids and what the server said to it.
 *
 * <p>Confined to the event loop.
 */
final class Binding {
    private final int base;
    private final int number;
    private final BindKey key;
    private final List<BindFrame.Method> methods;
    private int form;
    private @Nullable BindAck answer; // the one that decides; null until it came
    private BindAck.@Nullable Unusable @Nullable [] unusable; // by method index; null where all are usable
    private final Queue<PendingCall> parked = new ArrayDeque<>(0);

    Binding(int base, int number, BindKey key, List<BindFrame.Method> methods) {
        this.base = base;
        this.number = number;
        this.key = key;
        this.methods = methods;
    }

    int number() {
        return number;
    }

    int methodId(MethodDescriptor method) {
        return base + method.index();
    }

    int count() {
        return methods.size();
    }

    /** Which form of BIND the server has now, or will have before the next message: 0 or 1. */
    int form() {
        return form;
    }

    /** Whether the server has said what may be called. */
    boolean answered() {
        return answer != null;
    }

    /** One-way calls that wait for the answer: nobody would tell them that they must be sent again. */
    Queue<PendingCall> parked() {
        return parked;
    }

    BindFrame digestForm() {
        return BindFrame.digest(base, key.service(), key.version(), key.serviceDigest(), count());
    }

    /** The form with all methods, which the server asked for. */
    BindFrame fullForm() {
        form = 1;
        return BindFrame.full(base, key.service(), key.version(), key.serviceDigest(), methods);
    }

    /** The server has decided. */
    void onAnswer(BindAck ack) {
        answer = ack;
        if (ack.result() == BindAck.Result.PARTIAL) {
            BindAck.@Nullable Unusable[] table = new BindAck.@Nullable Unusable[count()];
            for (int index = ack.usable().nextClearBit(0);
                    index < count();
                    index = ack.usable().nextClearBit(index + 1)) {
                table[index] = new BindAck.Unusable(index, BindAck.Reason.OTHER, "");
            }
            ack.others().forEach(other -> table[other.index()] = other);
            unusable = table;
        }
    }

    /** Why the call cannot be made, as far as the server has said; null when it can, or may be able to. */
    @Nullable
    Failure refusal(Request request, String peer, Outcome outcome) {
        if (answer == null || answer.result() == BindAck.Result.ALL_USABLE) {
            return null;
        }
        if (answer.result() == BindAck.Result.REFUSED) {
            return refused(answer, request, peer, outcome);
        }
        BindAck.Unusable why =
                unusable == null ? null : unusable[request.method().index()];
        return why == null ? null : unusable(why, request, peer, outcome);
    }

    private static Failure refused(BindAck answer, Request request, String peer, Outcome outcome) {
        ServiceDescriptor service = request.codec().service();
        Status status =
                Status.ofCode(answer.status()).filter(s -> s != Status.OK).orElse(Status.UNAVAILABLE);
        boolean missing = status == Status.UNIMPLEMENTED;
        String what = missing ? " has no " + service + ". " : " refuses " + service + ": ";
        Failure failure = Failure.of(status, outcome, peer + what + answer.text() + " " + outcome.sentence());
        return missing ? failure.withServiceMissing() : failure;
    }

    private static Failure unusable(BindAck.Unusable why, Request request, String peer, Outcome outcome) {
        return switch (why.reason()) {
            case SCHEMA ->
                TransportFailures.differs(
                        peer, request.codec().compare(request.method().index(), why.schema()), outcome);
            case UNKNOWN ->
                TransportFailures.unknownMethod(peer, request.codec().service(), request.method())
                        .withOutcome(outcome);
            case FORBIDDEN ->
                CallTexts.failure(request, Status.PERMISSION_DENIED, peer + " does not allow it", outcome);
            case OTHER ->
                CallTexts.failure(request, Status.FAILED_PRECONDITION, peer + " cannot be asked for it", outcome);
        };
    }
}
