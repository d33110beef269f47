package io.volant.rpc.transport;

import io.volant.rpc.Peer;
import io.volant.rpc.Status;
import io.volant.rpc.WireMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what became of one-way calls of one connection that failed, which is told to nobody else. Confined to the event loop. */
final class OnewayFailures {
    private static final Logger log = LoggerFactory.getLogger(OnewayFailures.class);

    private final WireMeter meter;
    private final Peer peer;

    OnewayFailures(WireMeter meter, Peer peer) {
        this.meter = meter;
        this.peer = peer;
    }

    void onRefused(Status status) {
        meter.warnings().warn(log, "event=oneway_refused peer={} status={}", peer, status);
    }

    void onEnded(RunningCall call, Reply reply) {
        if (reply.isError()) {
            meter.warnings()
                    .warn(
                            log,
                            "event=oneway_failed side=server peer={} method={} status={}",
                            peer,
                            call.method,
                            reply.status());
        }
    }
}
