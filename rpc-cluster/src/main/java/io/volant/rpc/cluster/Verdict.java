package io.volant.rpc.cluster;

import io.volant.rpc.Outcome;
import io.volant.rpc.Response;

/** What the end of a call says of the node that it went to. */
public enum Verdict {
    /** It answered, be it with an exception that the interface declares. */
    GOOD,
    /** It failed, or nothing came. */
    BAD,
    /** It had no room: a matter of how much it was sent, never a fault. */
    LOAD,
    /** Nothing, since the caller was at fault or gave up, or the call never got that far. */
    NEUTRAL;

    /** By the table of statuses in the protocol's specification. */
    public static Verdict of(Response response) {
        if (response.isSuccess()) {
            return GOOD;
        }
        return switch (response.failure().status()) {
            case OK, APPLICATION -> GOOD;
            case DEADLINE_EXCEEDED, RESULT_UNENCODABLE, UNAVAILABLE -> BAD;
            case INTERNAL -> response.failure().outcome() == Outcome.NOT_SENT ? NEUTRAL : BAD; // of this side
            case OVERLOADED -> LOAD;
            case UNIMPLEMENTED ->
                response.failure().serviceMissing() ? BAD : NEUTRAL; // another server listens there now
            case CANCELLED,
                    FAILED_PRECONDITION,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    INVALID_ARGUMENT,
                    RESOURCE_EXHAUSTED -> NEUTRAL;
        };
    }
}
