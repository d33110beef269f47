package io.volant.rpc.transport;

import org.jspecify.annotations.Nullable;

/** The news that the scope of a call was cancelled, on its way to the event loop. */
final class Cancellation implements Submission {
    private final PendingCall call;
    private final ClientCalls calls;
    private @Nullable Submission next;

    Cancellation(PendingCall call, ClientCalls calls) {
        this.call = call;
        this.calls = calls;
    }

    @Override
    public @Nullable Submission next() {
        return next;
    }

    @Override
    public void next(@Nullable Submission next) {
        this.next = next;
    }

    @Override
    public void onLoop() {
        calls.onCancelled(call);
    }

    @Override
    public void onLoopGone() {
        call.onLoopGone();
    }
}
