package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Status;

/** Why a call failed on the way, in the words that its caller reads. */
final class CallTexts {
    private CallTexts() {}

    /** The failure {@code Service.method: reason. Not executed.} */
    static Failure failure(Request request, Status status, String reason, Outcome outcome) {
        return Failure.of(status, outcome, request.method() + ": " + reason + ". " + outcome.sentence());
    }

    /** The reason that a GOAWAY of {@code peer} gives. */
    static String goingAway(String peer, GoAwayFrame goAway) {
        return switch (goAway.reason()) {
            case GoAwayFrame.PROTOCOL_FAULT -> peer + " says that this client broke the protocol: " + goAway.text();
            case GoAwayFrame.FLOOD -> peer + " says that this client asks for too much: " + goAway.text();
            case GoAwayFrame.INTERNAL -> peer + " met a fault of its own: " + goAway.text();
            case GoAwayFrame.RETIRED -> "the connection to " + peer + " was ended by the server, being old";
            default -> peer + " is shutting down";
        };
    }
}
