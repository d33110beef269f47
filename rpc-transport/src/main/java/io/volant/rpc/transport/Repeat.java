package io.volant.rpc.transport;

import java.util.ArrayList;
import java.util.List;

/** A call that was asked again and runs: whoever asked is answered when it ends. Confined to the loop of its {@link EpochCalls}. */
final class Repeat {
    private final RunningCall running;
    private final List<RunningCall> askers = new ArrayList<>(1);

    /** @param running what is executed, for its first or a later attempt */
    Repeat(RunningCall running) {
        this.running = running;
    }

    /** {@code asker} is answered with the end of the call, and can cancel it. */
    void join(RunningCall asker) {
        askers.add(asker);
        asker.scope.onCancel(() -> running.cancel(asker.scope.reason()));
    }

    List<RunningCall> askers() {
        return askers;
    }
}
