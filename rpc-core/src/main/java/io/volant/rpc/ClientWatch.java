package io.volant.rpc;

import java.util.List;

/** How one client is watched: where it counts, and what it logs of its calls. */
record ClientWatch(CallMeters calls, WireMeter wire, SlowCalls slow, BytesInFlight bytes) {
    ClientStats snapshot(List<NodeStats> nodes) {
        return new ClientStats(calls.snapshot(), wire.snapshot(), bytes.snapshot(), nodes);
    }

    Warnings warnings() {
        return wire.warnings();
    }
}
