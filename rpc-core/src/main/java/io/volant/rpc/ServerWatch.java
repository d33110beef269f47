package io.volant.rpc;

import java.util.ArrayList;
import java.util.List;

/**
 * How one server is watched: where it counts, and what it logs of its calls.
 *
 * @param mdc whether handlers run with the keys of their call in the logging context
 */
record ServerWatch(CallMeters calls, WireMeter wire, SlowCalls slow, boolean mdc) {
    ServerStats snapshot(WorkerPools workers, BytesInFlightStats bytes) {
        List<MethodStats> methods = new ArrayList<>(calls.snapshot());
        MethodStats refused = wire.admissions().refused();
        if (refused.started() > 0) {
            methods.add(refused);
        }
        return new ServerStats(
                methods,
                workers.stats(),
                wire.snapshot(),
                bytes,
                wire.admissions().askedAgain());
    }
}
