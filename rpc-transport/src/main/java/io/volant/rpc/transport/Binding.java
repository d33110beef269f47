package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.SchemaDifference;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Status;
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
        String what = status == Status.UNIMPLEMENTED ? " has no " + service + ". " : " refuses " + service + ": ";
        return Failure.of(status, outcome, peer + what + answer.text() + " " + outcome.sentence());
    }

    private static Failure unusable(BindAck.Unusable why, Request request, String peer, Outcome outcome) {
        String method = request.method().service() + "." + request.method().signature();
        return switch (why.reason()) {
            case SCHEMA -> differs(request, peer, outcome, why.schema());
            case UNKNOWN ->
                Failure.of(
                        Status.UNIMPLEMENTED, outcome, peer + " has no method " + method + ". " + outcome.sentence());
            case FORBIDDEN ->
                Failure.of(Status.PERMISSION_DENIED, outcome, peer + " forbids " + method + ". " + outcome.sentence());
            case OTHER ->
                Failure.of(
                        Status.FAILED_PRECONDITION,
                        outcome,
                        peer + " does not let " + method + " be called. " + outcome.sentence());
        };
    }

    private static Failure differs(Request request, String peer, Outcome outcome, String schema) {
        SchemaDifference difference = request.codec().compare(request.method().index(), schema);
        StringBuilder text = new StringBuilder(difference.subject())
                .append(" differs between this client and ")
                .append(peer)
                .append(':');
        difference.lines().forEach(line -> text.append("\n  ").append(line));
        return Failure.of(Status.FAILED_PRECONDITION, outcome, text.toString());
    }
}
