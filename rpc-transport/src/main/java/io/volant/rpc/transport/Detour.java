package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.Redirect;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.util.concurrent.CompletableFuture;

/** What becomes of calls that their connection did not carry out. Thread-safe. */
final class Detour {
    private volatile Redirect redirect = Redirect.none();

    void by(Redirect redirect) {
        this.redirect = redirect;
    }

    /** The response of a call that never became one of the connection. */
    CompletableFuture<Response> of(Request request, Failure failure) {
        return redirect.instead(request, failure);
    }

    /** Completes a call that may have been executed and can be asked again, now or later. */
    void lost(PendingCall call, Execution execution, Failure failure) {
        redirect.lost(new LostNettyCall(call.request, execution), failure).thenAccept(call::complete);
    }

    /** Completes a call that the connection holds no more, now or later. */
    void take(PendingCall call, Failure failure) {
        of(call.request, failure).thenAccept(call::complete);
    }
}
