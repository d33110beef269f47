package io.volant.rpc;

import java.util.ArrayList;
import java.util.List;

/** Where one server counts: calls that reached a service, and what its transport tells. */
record ServerMeters(CallMeters calls, WireMeter wire) {
    ServerMeters() {
        this(new CallMeters(), new WireMeter());
    }

    ServerStats snapshot(WorkerPools workers) {
        List<MethodStats> methods = new ArrayList<>(calls.snapshot());
        MethodStats refused = wire.refused();
        if (refused.started() > 0) {
            methods.add(refused);
        }
        return new ServerStats(methods, workers.stats(), wire.snapshot());
    }
}
