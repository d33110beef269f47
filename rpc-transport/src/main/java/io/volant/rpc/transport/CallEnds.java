package io.volant.rpc.transport;

import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.Status;

/**
 * The ends of the calls of one connection: each comes once, frees the call's slot and place, and completes the call, here or by
 * another connection. Confined to the event loop.
 */
final class CallEnds {
    private final CallTable table;
    private final ConnectionLife life;
    private final OneExecution oneExecution;
    private final Detour detour = new Detour();
    private final Runnable afterwards;

    /** @param afterwards runs when a call has ended */
    CallEnds(CallTable table, ConnectionLife life, OneExecution oneExecution, Runnable afterwards) {
        this.table = table;
        this.life = life;
        this.oneExecution = oneExecution;
        this.afterwards = afterwards;
    }

    Detour detour() {
        return detour;
    }

    /** Ends a call with its answer. */
    void end(PendingCall call, Response response) {
        if (leave(call)) {
            call.complete(response);
            afterwards.run();
        }
    }

    /**
     * Ends a call for the same reason as the connection; where it certainly was not executed, another connection may carry it, and where
     * it must run once, its server may be asked again.
     */
    void abandon(PendingCall call, String reason, Outcome outcome) {
        if (leave(call)) {
            Execution execution = oneExecution.of(call, !outcome.notExecuted());
            Outcome certain = execution == null ? outcome : Outcome.UNKNOWN; // of an earlier attempt, perhaps
            var failure = CallTexts.failure(call.request, Status.UNAVAILABLE, reason, certain);
            if (execution != null) {
                detour.lost(call, execution, failure);
            } else if (outcome.notExecuted()) {
                detour.take(call, failure);
            } else {
                call.complete(Response.failure(failure));
            }
            afterwards.run();
        }
    }

    private boolean leave(PendingCall call) {
        if (call.state == PendingCall.State.ENDED) {
            return false;
        }
        call.state = PendingCall.State.ENDED;
        if (call.id != CallId.CONNECTION) {
            table.release(call.id);
        }
        life.leave();
        return true;
    }
}
