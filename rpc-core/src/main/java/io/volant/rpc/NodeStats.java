package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A server of a cluster as one client knows it, for one service. Immutable.
 *
 * @param service {@code name:version}
 * @param address where the server listens
 * @param state whether it is sent calls
 * @param weight its share beside others, as it was given or published
 * @param zone where it stands; empty where nobody said
 * @param calls that were sent there since the server was listed
 * @param inFlight of these, those that have not ended
 * @param responseTime how long a call takes there, as the balancers estimate it; zero while none was answered
 * @param trouble why it is left out, as a clause; empty where it is not {@link State#EJECTED} or {@link State#PROBING}
 * @param ejectedFor how long it is left out still, before it is tried out
 */
public record NodeStats(
        String service,
        String address,
        State state,
        int weight,
        String zone,
        long calls,
        int inFlight,
        Duration responseTime,
        String trouble,
        Duration ejectedFor) {
    /** Whether a server is sent calls. */
    public enum State {
        /** There is no connection to it; one is tried for. */
        CONNECTING,
        /** It is sent calls little by little, since it could not be called a while ago. */
        WARMING,
        /** It is sent calls. */
        READY,
        /** It was asked for a sign of life and has given none: no calls while there are others. */
        SUSPECT,
        /** Too many of its calls failed, or took too long: no calls for a while, or only where too few servers would be left. */
        EJECTED,
        /** That while is over: one call, of an idempotent method, is to tell whether it is whole again. */
        PROBING
    }

    public NodeStats {
        requireNonNull(service, "service");
        requireNonNull(address, "address");
        requireNonNull(state, "state");
        requireNonNull(zone, "zone");
        requireNonNull(responseTime, "responseTime");
        requireNonNull(trouble, "trouble");
        requireNonNull(ejectedFor, "ejectedFor");
    }
}
