package io.volant.rpc.transport;

import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.TransportFailures;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be made, in the words that its caller reads. */
final class ConnectTexts {
    private ConnectTexts() {}

    /** The attempt ended with an exception of the socket. */
    static RpcException failed(Endpoint endpoint, Throwable cause, long millis) {
        if (cause instanceof UnknownHostException) {
            return unavailable("unknown host " + endpoint.host() + ". Not executed.", cause);
        }
        String message = SocketTexts.of(cause);
        if (cause instanceof ConnectException && message.contains("refused")) {
            return new RpcException(TransportFailures.refused(endpoint.toString(), 1, millis));
        }
        return unavailable(
                "cannot connect to " + endpoint + " (1 attempt, " + millis + " ms): " + message + ". Not executed.",
                cause);
    }

    static RpcException timedOut(Endpoint endpoint, boolean connected, long millis) {
        String what = connected
                ? " accepted the connection, but did not answer the handshake within "
                : " did not answer within ";
        return unavailable(endpoint + what + millis + " ms. Not executed.", null);
    }

    static RpcException notVolant(Endpoint endpoint, String firstBytes) {
        return unavailable(endpoint + " does not speak the Volant protocol (" + firstBytes + ").", null);
    }

    static RpcException brokeProtocol(Endpoint endpoint, ProtocolFault fault) {
        return unavailable(
                endpoint + " broke the protocol in the handshake: " + fault.getMessage() + ". Not executed.", null);
    }

    static RpcException closedEarly(Endpoint endpoint, boolean said) {
        return unavailable(
                endpoint + " closed the connection " + (said ? "in the middle of" : "without answering")
                        + " the handshake. Not executed.",
                null);
    }

    static RpcException broken(Endpoint endpoint, Throwable cause) {
        return unavailable(
                "the connection to " + endpoint + " broke in the handshake: " + SocketTexts.of(cause)
                        + ". Not executed.",
                cause);
    }

    /** The server answered with a refusal. */
    static RpcException refused(Endpoint endpoint, Refusal refusal) {
        Status status =
                Status.ofCode(refusal.status()).filter(s -> s != Status.OK).orElse(Status.UNAVAILABLE);
        String message = endpoint + " refused this client: " + refusal.reason() + ". " + Outcome.NOT_SENT.sentence();
        return new RpcException(Failure.of(status, Outcome.NOT_SENT, message));
    }

    static RpcException runtimeClosed(Endpoint endpoint, Throwable cause) {
        return unavailable("cannot connect to " + endpoint + ": the runtime is closed. Not executed.", cause);
    }

    private static RpcException unavailable(String message, @Nullable Throwable cause) {
        return new RpcException(
                Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, message).withCause(cause));
    }
}
