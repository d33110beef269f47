package io.volant.rpc.inprocess;

import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.TransportFailures;
import io.volant.rpc.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses what the other side would not read. */
final class SizeLimits {
    private static final int MOST_OF_ONE_LENGTH_BYTE = 0x7f;

    private SizeLimits() {}

    /** Why the request cannot be sent to a server with these limits. */
    static Optional<Failure> ofRequest(Request request, WireLimits server) {
        return excess(request, "arguments", request.payload(), request.metadata(), server, Outcome.NOT_SENT);
    }

    /** The response itself, or the failure that a client with these limits can read instead. */
    static Response ofReply(Response response, Request request, WireLimits client) {
        Payload body = response.isSuccess()
                ? response.payload()
                : response.failure().declaredPayload().orElse(Payload.empty());
        String what = response.isSuccess() ? "result" : "exception";
        return excess(request, what, body, response.metadata(), client, Outcome.EXECUTED)
                .map(Response::failure)
                .orElse(response);
    }

    private static Optional<Failure> excess(
            Request request, String what, Payload body, Metadata metadata, WireLimits limits, Outcome outcome) {
        if (body.length() > limits.maxMessage()) {
            return Optional.of(TransportFailures.tooLarge(request, what, body.length(), limits.maxMessage(), outcome));
        }
        int bytes = encodedLength(metadata);
        return bytes > limits.maxMetadata()
                ? Optional.of(TransportFailures.tooLarge(request, "metadata", bytes, limits.maxMetadata(), outcome))
                : Optional.empty();
    }

    /** What the entries take on the wire: a marker, and key and value each behind their length. */
    private static int encodedLength(Metadata metadata) {
        AtomicInteger bytes = new AtomicInteger();
        metadata.forEach((key, value) -> bytes.addAndGet(
                1 + behindLength(key.getBytes(StandardCharsets.UTF_8).length) + behindLength(value.length)));
        return bytes.get();
    }

    private static int behindLength(int length) {
        int lengthBytes = 1;
        for (int rest = length; rest > MOST_OF_ONE_LENGTH_BYTE; rest >>>= 7) {
            lengthBytes++;
        }
        return lengthBytes + length;
    }
}
