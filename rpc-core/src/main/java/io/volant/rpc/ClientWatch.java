package io.volant.rpc;

/** How one client is watched: where it counts, and what it logs of its calls. */
record ClientWatch(CallMeters calls, WireMeter wire, SlowCalls slow, BytesInFlight bytes) {
    ClientStats snapshot() {
        return new ClientStats(calls.snapshot(), wire.snapshot(), bytes.snapshot());
    }

    Warnings warnings() {
        return wire.warnings();
    }
}
