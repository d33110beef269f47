package io.volant.rpc.transport;

import io.volant.rpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What a client says to the server of one connection about calls that must run once, where both agreed on it: those of methods that are
 * neither idempotent nor one-way. Confined to the event loop.
 */
final class OneExecution {
    private final boolean agreed;
    private final Instance server;
    private final Epoch epoch;
    private long answers; // that were begun to be read

    OneExecution(Agreement agreement) {
        this.agreed = agreement.has(Features.ONE_EXECUTION);
        this.server = agreement.peer().instance();
        this.epoch = agreement.epoch();
    }

    void onAnswer() {
        answers++;
    }

    /** Marks a call whose head is begun, and which has its ordinal: the numbers of calls on their connection serve as sequences. */
    void mark(MessageHead head, PendingCall call) {
        Execution first = call.askedAgain;
        if (first != null) {
            head.execution(first.sequence(), answers, first.epoch());
        } else if (agreed && mustRunOnce(call.request.method())) {
            head.execution(call.ordinal, answers, null);
        }
    }

    /** As what a call can be asked again whose connection has ended; null where it cannot, or need not, since it was not executed. */
    @Nullable
    Execution of(PendingCall call, boolean executed) {
        if (call.askedAgain != null) {
            return call.askedAgain;
        }
        return executed && agreed && mustRunOnce(call.request.method())
                ? new Execution(server, epoch, call.ordinal)
                : null;
    }

    private static boolean mustRunOnce(MethodDescriptor method) {
        return !method.idempotent() && !method.oneway();
    }
}
