package io.volant.rpc;

import static java.util.Objects.requireNonNull;

/**
 * A service as a server offers it to its transport.
 *
 * <p>The invoker may be called on an event loop. It hops to a worker where the method wants one, decodes, runs and encodes: a
 * successful response has its {@link Response#payload()}, that of a declared exception its {@link Failure#declaredPayload()}.
 */
public record ExportedService(ServiceCodec codec, Invoker invoker) {
    public ExportedService {
        requireNonNull(codec, "codec");
        requireNonNull(invoker, "invoker");
    }
}
